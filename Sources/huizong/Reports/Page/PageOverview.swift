import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore

/// What the page says first.
extension PageWriter {
  func overview(
    _ figures: YearFigures, _ subjects: SubjectSection, _ anomalies: PageAnomalies,
    _ coverage: PageCoverage
  ) -> OverviewSection {
    let total = figures.top[.all]
    return OverviewSection(
      year: frame.year, actual: subjects.total.now, prior: subjects.total.prior,
      changePercent: total?.changePercent, years: Array(zip(frame.years, subjects.total.steps)),
      facts: budgets(figures) + [coverage.fact(frame), anomalies.fact(frame)].compactMap(\.self),
      caution: anomalies.caution(frame))
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
