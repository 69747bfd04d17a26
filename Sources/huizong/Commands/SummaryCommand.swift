import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// Shows the consolidated figures of one unit, in one year or over years.
struct SummaryCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Shows consolidated figures by subject, with change, share and execution.",
    discussion: """
      按科目查看汇总数,以及增减、占比和执行率。

      With --comparable, all years stand on the subjects and units of the newest one: exact where \
      the crosswalk moves whole codes, estimated where a share divides them, broken where nothing \
      says where money went. The codes of one family compare exactly when added up.

      示例 Examples:
        # 最新年度,按类 / the last year by 类
        huizong summary
        # 一个单位,按项 / one unit by 项
        huizong summary --year 2023 --unit 100001 --level 项
        # 某类之下,以元为单位 / below one 类, in yuan
        huizong summary --subject 201 --level 款 --in yuan
        # 全部年度,供电子表格使用 / all years for a spreadsheet
        huizong summary --csv > summary.csv
        # 按现行科目的可比口径 / as if codes had always been today's
        huizong summary --comparable --years 2019-2023 --unit 100001 --subject 201
      """)

  @Option(name: .long, help: "The budget year. Default: the last one published.")
  var year: Int?

  @Option(name: .long, help: "Several budget years, FIRST-LAST, instead of one.")
  var years: YearRange?

  @Flag(name: .long, help: "Restated to the subjects and units of the newest year.")
  var comparable = false

  @Option(name: .long, help: "A unit or group; * is the whole district.")
  var unit = "*"

  @Option(name: .long, help: "The subject at the top; * is all.")
  var subject = "*"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The level shown below it: 类, 款, 项 or 3, 5, 7 digits.",
      discussion: "Default: the next one down; over several years none."))
  var level: SubjectLevelOption?

  @Option(name: .long, help: "general, fund, capital, other, unstated; * is all.")
  var fund = "*"

  @Option(name: .customLong("in"), help: "The unit of amounts on the terminal: yuan or wan.")
  var amountUnit = AmountUnitOption.wan

  @OptionGroup var table: TableOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if year != nil && years != nil {
      throw ValidationError("--year and --years exclude each other.")
    }
    if let years = years?.years, years.clamped(to: 1949...2999) != years {
      throw ValidationError("--years must lie within 1949 and 2999.")
    }
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
    let report = SummaryReport(
      rows: rows, isComparable: comparable, hasYears: years != nil)
    if output.json {
      return try console.write(
        "summary",
        [
          ("publication", publication.document),
          ("fiscal_year", years == nil ? .int(year.map { Int64($0) }) : .null),
          ("fiscal_years", .array(shown(year).map { .int(Int64($0)) })),
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

  /// The years that were asked for; the one year shown where none were.
  private func shown(_ year: Int?) -> [Int] {
    years.map { Array($0.years) } ?? year.map { [$0] } ?? []
  }

  private func read() async throws -> (PublicationRow?, year: Int?, [SummaryRow]) {
    let (asked, last, unit, fund) = (year ?? years?.years.lowerBound, years?.years, unit, fund)
    let (subject, comparable) = (subject, comparable)
    let ownDigits = SubjectCode(subject)?.level.digitCount ?? 0
    let digits = level?.digits ?? (years == nil ? Self.nextLevel(below: subject) : ownDigits)
    return try await database.reading { connection in
      let publication = try PublicationReader.current(on: connection)
      guard let publication, let year = asked ?? publication.fiscalYears.last else {
        return (publication, nil, [])
      }
      let filter = SummaryFilter(
        fiscalYear: year, lastYear: last?.upperBound, unitCode: unit, fundType: fund,
        subjectCode: subject, subjectDigits: digits, isComparable: comparable)
      let rows = try SummaryReader.rows(filter, on: connection)
      if rows.isEmpty {
        let places = AskedPlaces(publication: publication)
        let shown = last.map { last in publication.fiscalYears.filter(last.contains) } ?? [year]
        if last == nil || shown.isEmpty { try places.expect(year: year) }
        // A restated figure is one of the newest year's units.
        let years = comparable ? publication.fiscalYears : shown
        if try places.units(unit, in: years, on: connection)?.isListed == false {
          throw AskedPlaces.unknown(unit: unit)
        }
      }
      return (publication, year, rows)
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
