import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetRules
import BudgetStore
import PostgresClient

/// The anomalies of the page's year.
struct PageAnomalies {
  let section: AnomalySection
  /// The 类 that errors are told of which may distort a total.
  let subjects: Set<SubjectCode>
  /// How many of these errors nobody has answered.
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

  func anomalies(
    _ figures: YearFigures, on connection: borrowing Connection
  ) throws -> PageAnomalies {
    let kinds = try frame.submissionKinds(in: frame.year, on: connection)
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
    (filter.severity, filter.limit) = ("error", nil)
    let errors = try AnomalyReader.rows(filter, on: connection).rows.filter { row in
      try row.mayDistortTotals() && isOfFund(row, figures)
    }
    let open = errors.filter { ["new", "open", "reopened"].contains($0.status) }
    // The list has the one with the largest difference first.
    let first = open.first
    return PageAnomalies(
      section: AnomalySection(
        cards: try shown.map { try card($0, kinds) }, counts: counts,
        further: further(total - shown.count), remark: allFunds),
      subjects: Set(errors.compactMap(\.category)), openErrorCount: open.count,
      weightiest: first,
      weight: try first.flatMap { row in
        let size = row.difference?.replacing("-", with: "")
        return try size.map { try measure(of: row).text($0, voice, try row.decimals()) }
      })
  }

  /// Whether an error may be of the money that the page is of: a list knows no fund, but a unit
  /// without money of it there has nothing to distort.
  private func isOfFund(_ row: PublishedAnomaly, _ figures: YearFigures) -> Bool {
    guard frame.request.fundType != "*" else { return true }
    guard let code = row.unitCode, let place = frame.outline.places[code] else { return false }
    let cells = figures.units[place]
    guard let category = row.category else { return !cells.isEmpty }
    return cells[category] != nil
  }

  private func measure(of row: PublishedAnomaly) throws -> AnomalySection.Measure {
    switch try row.measure() {
    case .amount(let unit): .amount(unit)
    case .percent: .percent
    case .count: .count
    // The rows of sections are money; of them the evidence may be in several units.
    case nil: row.section == nil ? .count : .amount(.yuan)
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

  private func card(
    _ row: PublishedAnomaly, _ kinds: [Int64: String]
  ) throws -> AnomalySection.Card {
    let figures = try row.evidenceLines(frame.request.language, namesLines: false)
    let (measure, decimals) = (try measure(of: row), try row.decimals())
    let rule = RuleCatalogue.descriptions.first { $0.code.text == row.ruleCode }
    let title =
      frame.request.language == .english ? rule?.englishTitle ?? row.title : row.title
    return AnomalySection.Card(
      id: row.anomalyID, severity: row.severity,
      severityText: frame.say(Vocabulary.severity(row.severity)),
      status: frame.say(Vocabulary.anomalyStatus(row.status)),
      rule: shortened("\(row.ruleCode) \(title)", to: 120),
      unit: unitText(row.unitCode, row.unitName), place: place(of: row, kinds),
      message: shortened(row.message, to: 400),
      range: row.stated.map {
        AnomalySection.Range(
          stated: $0, low: row.expectedLow, high: row.expectedHigh, difference: row.difference,
          measure: measure, decimals: decimals)
      },
      figures: figures.prefix(Self.figureCount).map { shortened($0, to: 90) },
      furtherCount: max(0, figures.count - Self.figureCount),
      cause: row.cause.map { frame.say(Vocabulary.cause($0)) },
      suggestion: row.suggestion.map { shortened($0, to: 200) },
      names: try ([row.unitName].compactMap(\.self) + row.operands().map(\.label)).map(visible))
  }

  /// Where in the unit's year it stands: kind of submission; figure or section, code, line.
  private func place(of row: PublishedAnomaly, _ kinds: [Int64: String]) -> String {
    let kind = row.submissionID.flatMap { kinds[$0] }
      .map { frame.say(Vocabulary.submissionKind($0)) }
    let place = row.placeText(frame.request.language)
    return shortened(
      [kind, place.isEmpty ? nil : place].compactMap(\.self).joined(separator: " · "), to: 80)
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
        Phrase(
          "其中错误 \(NumberFormat.count(errors))",
          errors == 1 ? "1 error" : "\(NumberFormat.count(errors)) errors")))
  }

  /// What a reader has to know before trusting the total.
  func caution(_ frame: BookFrame) -> OverviewSection.Caution? {
    guard openErrorCount > 0, let weightiest else { return nil }
    let count = NumberFormat.count(openErrorCount)
    return OverviewSection.Caution(
      frame.say(
        Phrase(
          "有 \(count) 条错误尚未处理,合计可能因此不实;最重的一条在",
          openErrorCount == 1
            ? "1 error is open and may distort the total; it is of "
            : "\(count) errors are open and may distort the total; the weightiest is of ")),
      unit: shortened(weightiest.unitName ?? weightiest.unitCode ?? "", to: 40),
      rest: frame.say(
        weight.map { Phrase(",相差 \($0)。", ", off by \($0).") } ?? Phrase("。", ".")),
      anomalyID: weightiest.anomalyID,
      isShown: section.cards.contains { $0.id == weightiest.anomalyID })
  }
}
