import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// Shows the consolidated figures of one unit and year.
struct SummaryCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Shows consolidated figures by subject, with change, share and execution.",
    discussion: """
      Examples:
        huizong summary
        huizong summary --year 2023 --unit 100001 --level 项
        huizong summary --subject 201 --level 款 --in yuan
        huizong summary --csv > summary.csv
      """)

  @Option(name: .long, help: "The budget year. Default: the last one published.")
  var year: Int?

  @Option(name: .long, help: "A unit or group; * is the whole district.")
  var unit = "*"

  @Option(name: .long, help: "The subject at the top; * is all.")
  var subject = "*"

  @Option(
    name: .long,
    help: "The level shown below it: 类, 款, 项 or 3, 5, 7 digits. Default: the next one down.")
  var level: SubjectLevelOption?

  @Option(name: .long, help: "general, fund, capital, other, unstated; * is all.")
  var fund = "*"

  @Option(name: .customLong("in"), help: "The unit of amounts on the terminal: yuan or wan.")
  var amountUnit = AmountUnitOption.wan

  @OptionGroup var table: TableOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard let code = SubjectCode(subject) else {
      throw ValidationError("--subject takes a code of 3, 5 or 7 digits, * or ?.")
    }
    if let level, level.digits <= code.level.digitCount {
      throw ValidationError("--level must lie below --subject.")
    }
    guard FundType(name: fund) != nil else {
      throw ValidationError("--fund takes general, fund, capital, other, unstated or *.")
    }
  }

  func perform(_ console: Console) async throws {
    let (publication, year, rows) = try await read()
    let report = SummaryReport(rows: rows)
    if output.json {
      return try console.write(
        "summary",
        [
          ("publication", publication.document), ("fiscal_year", .int(year.map { Int64($0) })),
          ("unit_code", .text(unit)), ("fund_type", .text(fund)), ("amount_unit", .text("yuan")),
          ("rows", report.document),
        ])
    }
    if table.csv { return try console.write(report.csv) }
    guard let year else { return console.noteNothingPublished() }
    guard !rows.isEmpty else {
      return console.note(Phrase("没有符合条件的数据", "no figures fit"))
    }
    try console.write(report.table(in: amountUnit.unit, of: year, console))
  }

  private func read() async throws -> (PublicationRow?, year: Int?, [SummaryRow]) {
    let (asked, unit, fund, subject) = (year, unit, fund, subject)
    let digits = level?.digits ?? Self.nextLevel(below: subject)
    return try await database.reading { connection in
      let publication = try PublicationReader.current(on: connection)
      guard let publication, let year = asked ?? publication.fiscalYears.last else {
        return (publication, nil, [])
      }
      let filter = SummaryFilter(
        fiscalYear: year, unitCode: unit, fundType: fund, subjectCode: subject,
        subjectDigits: digits)
      return (publication, year, try SummaryReader.rows(filter, on: connection))
    }
  }

  private static func nextLevel(below subject: String) -> Int {
    switch SubjectCode(subject)?.level {
    case .category: 5
    case .section, .item: 7
    case .all, nil: 3
    }
  }
}

/// The unit that amounts are shown in.
enum AmountUnitOption: String, ExpressibleByArgument, CaseIterable {
  case yuan
  case wan

  var unit: AmountUnit {
    switch self {
    case .yuan: .yuan
    case .wan: .wanYuan
    }
  }
}
