import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import PostgresClient

/// What the page says first.
extension PageWriter {
  func overview(
    _ figures: YearFigures, _ subjects: SubjectSection, _ anomalies: PageAnomalies,
    _ coverage: PageCoverage, _ gaps: CoverageGaps, remark: String?
  ) -> OverviewSection {
    let total = figures.top[.all]
    return OverviewSection(
      year: frame.year, actual: subjects.total.now, prior: subjects.total.prior,
      changePercent: total?.changePercent, years: Array(zip(frame.years, subjects.total.steps)),
      facts: budgets(figures) + [coverage.fact(frame), anomalies.fact(frame)].compactMap(\.self),
      caution: anomalies.caution(frame), remark: remark, note: gaps.note.map(frame.say))
  }

  /// The published years after the page's, which nobody has asked to leave out: the unit has no
  /// actuals of them, and what is known of its account; nil where there are none.
  func laterYears(on connection: borrowing Connection) throws -> String? {
    guard choosesYears else { return nil }
    let years = frame.publication.fiscalYears.filter { $0 > frame.year }
    guard !years.isEmpty else { return nil }
    let names = try years.map { year in
      let state = try CoverageReader.rows(
        fiscalYear: year, unitCodes: [frame.request.unitCode],
        states: CoverageState.allCases.map(\.rawValue), on: connection
      ).first { $0.kind == "final_account" }?.state
      guard let state else { return frame.say(Phrase("\(year) 年度", "\(year)")) }
      let words = frame.say(Vocabulary.coverageState(state))
      return frame.say(Phrase("\(year) 年度(决算\(words))", "\(year) (account \(words))"))
    }
    let list = names.joined(separator: frame.say(Phrase("、", ", ")))
    return frame.say(
      Phrase(
        "\(list)没有决算数,本页为 \(frame.year) 年度。",
        "No actuals of \(list); this page is of \(frame.year)."))
  }

  private func budgets(_ figures: YearFigures) -> [OverviewSection.Fact] {
    let (total, measures) = (figures.top[.all], figures.printed)
    let kinds = measures.actual.kinds[.all] ?? [0, 0, 0]
    let executed = total?.executionPercent.map {
      frame.say(Phrase("执行率 ", "executed ")) + voice.percent($0)
    }
    return [
      fact(
        Phrase("年初预算", "Initial budget"), measures.initial.units[0].total,
        total?.amounts.initial),
      fact(
        Phrase("全年预算", "Final budget"), measures.final.units[0].total, total?.amounts.final,
        note: executed),
      fact(Phrase("基本支出", "Basic spending"), kinds[0], total?.basicFen),
      fact(Phrase("项目支出", "Project spending"), kinds[1], total?.projectFen),
    ]
  }

  private func fact(
    _ name: Phrase, _ steps: Int64, _ exact: Int64?, note: String? = nil
  ) -> OverviewSection.Fact {
    OverviewSection.Fact(
      frame.say(name), voice.amount(printed(steps, unless: exact)), note: note)
  }
}
