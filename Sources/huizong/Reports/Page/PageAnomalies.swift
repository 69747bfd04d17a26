import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetRules
import BudgetStore
import PostgresClient

/// The anomalies of the page's year.
struct PageAnomalies {
  let section: AnomalySection
  /// How many errors nobody has answered.
  let openErrorCount: Int
  /// The weightiest of them.
  let weightiest: PublishedAnomaly?
  /// How far its figure is off, in words; nil where it has none.
  let weight: String?
}

extension PageWriter {
  /// So many have a card.
  private static let cardCount = 12
  /// So many figures behind a verdict are told.
  private static let figureCount = 3

  func anomalies(on connection: borrowing Connection) throws -> PageAnomalies {
    var filter = AnomalyFilter(
      fiscalYear: frame.year, unitCodes: frame.unitCodes, limit: Self.cardCount)
    let (shown, total) = try AnomalyReader.rows(filter, on: connection)
    filter.limit = 1
    var counts: [AnomalySection.Count] = []
    for severity in ["error", "review", "undetermined", "info"] {
      filter.severity = severity
      counts.append(
        AnomalySection.Count(
          severity, frame.say(Vocabulary.severity(severity)),
          try AnomalyReader.rows(filter, on: connection).total))
    }
    filter.severity = "error"
    var (openCount, weightiest) = (0, [PublishedAnomaly]())
    for status in ["new", "open", "reopened"] {
      filter.status = status
      let found = try AnomalyReader.rows(filter, on: connection)
      openCount += found.total
      weightiest += found.rows
    }
    let first =
      shown.first { row in weightiest.contains { $0.anomalyID == row.anomalyID } }
      ?? weightiest.max { weight($0) < weight($1) }
    return PageAnomalies(
      section: AnomalySection(
        cards: try shown.map(card), counts: counts, further: further(total - shown.count),
        remark: allFunds),
      openErrorCount: openCount, weightiest: first,
      weight: try first.flatMap { row in
        let size = row.difference?.replacing("-", with: "")
        return try size.map { try measure(of: row).text($0, voice) }
      })
  }

  /// How weighty an error is beside others; one without a figure is the least.
  private func weight(_ row: PublishedAnomaly) -> UInt64 {
    row.difference.flatMap { ExactDecimal($0)?.whole(times: 4)?.magnitude } ?? 0
  }

  private func measure(of row: PublishedAnomaly) throws -> AnomalySection.Measure {
    switch try row.measure() {
    case .amount(let unit): .amount(unit)
    case .percent: .percent
    case .count, nil: .count
    }
  }

  private func further(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    let command = "huizong anomalies --year \(frame.year)"
    return frame.say(
      Phrase(
        "另有 \(NumberFormat.count(count)) 条,见 \(command) 或工作簿(huizong export)的“异常清单”。",
        "\(NumberFormat.count(count)) more: \(command), or the sheet Anomalies of the workbook"
          + " (huizong export)."))
  }

  private func card(_ row: PublishedAnomaly) throws -> AnomalySection.Card {
    let figures = try row.evidenceLines(frame.request.language, namesLines: false)
    let measure = try measure(of: row)
    let rule = RuleCatalogue.descriptions.first { $0.code.text == row.ruleCode }
    let title =
      frame.request.language == .english ? rule?.englishTitle ?? row.title : row.title
    return AnomalySection.Card(
      id: row.anomalyID, severity: row.severity,
      severityText: frame.say(Vocabulary.severity(row.severity)),
      status: frame.say(Vocabulary.anomalyStatus(row.status)),
      rule: shortened("\(row.ruleCode) \(title)", to: 120),
      unit: unitText(row.unitCode, row.unitName), place: place(of: row),
      message: shortened(row.message, to: 400),
      range: row.stated.map {
        AnomalySection.Range(
          stated: $0, low: row.expectedLow, high: row.expectedHigh, difference: row.difference,
          measure: measure)
      },
      figures: figures.prefix(Self.figureCount).map { shortened($0, to: 90) },
      furtherCount: max(0, figures.count - Self.figureCount),
      cause: row.cause.map { frame.say(Vocabulary.cause($0)) },
      suggestion: row.suggestion.map { shortened($0, to: 200) },
      names: try ([row.unitName].compactMap(\.self) + row.operands().map(\.label)).map(visible))
  }

  /// Where in the unit's year it stands: section, code, line. A figure is named by the message,
  /// which is in Chinese.
  private func place(of row: PublishedAnomaly) -> String {
    let figure =
      frame.request.language == .chinese
      ? nil : row.figure.map { FigureLabel.english(for: FigureName($0)) }
    let section = row.section.map { frame.say(Vocabulary.section($0)) }
    let line = row.lineNumber.map { frame.say(Phrase("第 \($0) 行", "line \($0)")) }
    return shortened(
      [figure ?? section, row.subjectCode, line].compactMap(\.self).joined(separator: " "),
      to: 80)
  }
}

extension PageAnomalies {
  /// The count beside the year's total.
  func fact(_ frame: BookFrame) -> OverviewSection.Fact {
    let errors = section.counts.first?.count ?? 0
    let all = section.counts.reduce(0) { $0 + $1.count }
    return OverviewSection.Fact(
      frame.say(Phrase("异常", "Anomalies")), NumberFormat.count(all),
      note: frame.say(
        Phrase("其中错误 \(NumberFormat.count(errors))", "\(NumberFormat.count(errors)) errors")))
  }

  /// What a reader has to know before trusting the total.
  func caution(_ frame: BookFrame) -> OverviewSection.Caution? {
    guard openErrorCount > 0, let weightiest else { return nil }
    let count = NumberFormat.count(openErrorCount)
    return OverviewSection.Caution(
      frame.say(
        Phrase(
          "有 \(count) 条错误尚未处理,合计可能因此不实;最重的一条在",
          "\(count) errors are open and may distort the total; the weightiest is of ")),
      unit: shortened(weightiest.unitName ?? weightiest.unitCode ?? "", to: 40),
      rest: frame.say(
        weight.map { Phrase(",相差 \($0)。", ", off by \($0).") } ?? Phrase("。", ".")),
      anomalyID: weightiest.anomalyID,
      isShown: section.cards.contains { $0.id == weightiest.anomalyID })
  }
}
