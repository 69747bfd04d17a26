public import ArgumentParser
public import BudgetDomain
import BudgetReport
import BudgetRules
import BudgetStore
import PostgresClient

/// Shows what cannot be true, wants an explanation or cannot be decided.
struct AnomaliesCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "anomalies",
    abstract: "Lists anomalies, the weightiest first: figure, interval, difference.",
    discussion: """
      列出异常,最重要的在前:数字、区间、差额。

      Amounts are in yuan; percentages and counts are plain numbers. Without
      --limit, 50 rows are shown on a terminal, all of them as CSV or JSON. Numbers
      of anomalies show these in full, resolved ones too; else resolved anomalies
      are listed by --status resolved only.

      示例 Examples:
        # 一个年度的错误 / errors of a year
        huizong anomalies --year 2023 --severity error
        # 重新出现的 / what has come back
        huizong anomalies --unit 100001 --status reopened
        # 一条异常的全部内容 / everything about one
        huizong anomalies 17
        # 全部 / all of them
        huizong anomalies --csv > anomalies.csv
      """)

  @Argument(help: "Numbers of anomalies, shown in full.")
  var ids: [Int64] = []

  @Option(name: .long, help: "The budget year. Default: all.")
  var year: Int?

  @Option(name: .long, help: "A unit or group, with all below it. Default: all.")
  var unit: String?

  @Option(name: .long, help: "error, review, undetermined or info. Default: all.")
  var severity: SeverityOption?

  @Option(name: .long, help: "The code of a rule. Default: all.")
  var rule: String?

  @Option(
    name: .long,
    help: "new, open, explained, accepted, reopened or resolved. Default: all but resolved.")
  var status: AnomalyStatusOption?

  @Option(name: .long, help: "A likely cause, such as unit_scale. Default: any or none.")
  var cause: Cause?

  @Flag(name: .long, help: "In full for people: evidence, rule, suggestion, answers.")
  var long = false

  @Option(name: .long, help: "How many rows at most.")
  var limit: Int?

  @OptionGroup var table: TableOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private static let screenfulCount = 50

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func perform(_ console: Console) async throws {
    let isForPeople = !output.json && !table.csv
    let (publication, found) = try await read(
      limit: limit ?? (isForPeople ? Self.screenfulCount : nil))
    let report = AnomalyReport(rows: found.rows)
    if output.json {
      return try console.write(
        "anomalies",
        [
          ("publication", publication.document), ("total", .int(Int64(found.total))),
          ("rows", report.document),
        ])
    }
    if table.csv { return try console.write(report.csv) }
    guard publication != nil else { return console.noteNothingPublished() }
    guard !found.rows.isEmpty else { return console.note(Phrase("没有异常", "no anomalies")) }
    try console.write(
      long || !ids.isEmpty ? report.pages(console) : report.table(console))
    console.note(
      Phrase(
        "共 \(found.total) 条,显示 \(found.rows.count) 条。金额单位:元",
        "\(found.rows.count) of \(found.total) shown; amounts in yuan"))
  }
}

extension AnomaliesCommand {
  private func read(
    limit: Int?
  ) async throws -> (PublicationRow?, (rows: [PublishedAnomaly], total: Int)) {
    let filter = AnomalyFilter(
      fiscalYear: year, severity: severity?.rawValue, ruleCode: rule, status: status?.rawValue,
      cause: cause?.rawValue, ids: ids.isEmpty ? nil : ids, limit: limit)
    let asked = unit
    return try await database.reading { [filter] connection in
      var filter = filter
      guard let publication = try PublicationReader.current(on: connection) else {
        return (nil, ([], 0))
      }
      let places = AskedPlaces(publication: publication)
      let years = filter.fiscalYear.map { [$0] } ?? publication.fiscalYears
      let units = try places.units(asked, in: years, on: connection)
      filter.unitCodes = units?.codes
      let found = try AnomalyReader.rows(filter, on: connection)
      if found.total == 0 {
        try Self.expect(filter, places, on: connection)
        if let asked, units?.isListed == false {
          try Self.expectEver(of: asked, on: connection)
        }
      }
      return (publication, found)
    }
  }

  /// Refuses what nothing can be found of: a number, year or rule that there is not.
  private static func expect(
    _ filter: AnomalyFilter, _ places: AskedPlaces, on connection: borrowing Connection
  ) throws {
    if let ids = filter.ids, try AnomalyReader.rows(.init(ids: ids), on: connection).total == 0 {
      let named = ids.map { String($0) }.joined(separator: " ")
      throw NotPublished(
        reason: Phrase("没有编号为 \(named) 的异常", "there is no anomaly \(named)"),
        hint: Phrase("见 huizong anomalies", "see huizong anomalies"))
    }
    if let year = filter.fiscalYear { try places.expect(year: year) }
    guard let rule = filter.ruleCode,
      !RuleCatalogue.descriptions.contains(where: { $0.code.text == rule }),
      try !AnomalyReader.knows(rule: rule, on: connection)
    else { return }
    throw NotPublished(
      reason: Phrase("没有规则 \(visible(rule))", "there is no rule \(visible(rule))"),
      hint: Phrase("见 huizong rules list", "see huizong rules list"))
  }

  /// Refuses a unit that is in no list and of which no anomaly was ever found.
  private static func expectEver(of unit: String, on connection: borrowing Connection) throws {
    for status in [nil, AnomalyStatusOption.resolved.rawValue] {
      let filter = AnomalyFilter(unitCode: unit, status: status, limit: 1)
      if try AnomalyReader.rows(filter, on: connection).total > 0 { return }
    }
    throw AskedPlaces.unknown(unit: unit)
  }
}

/// A severity by its name in the contract.
enum SeverityOption: String, ExpressibleByArgument, CaseIterable {
  case error
  case review
  case undetermined
  case info
}

/// A status by its name in the contract.
enum AnomalyStatusOption: String, ExpressibleByArgument, CaseIterable {
  case new
  case open
  case explained
  case accepted
  case reopened
  case resolved
}

extension Cause: ExpressibleByArgument {}
