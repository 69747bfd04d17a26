public import ArgumentParser
public import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// Shows who handed in what.
struct CoverageCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Shows who handed in what: counts of all years, and a year's open cases.",
    discussion: """
      查看报送情况:各年度的数目和一个年度未了的事项。

      示例 Examples:
        # 各年度 / all years
        huizong coverage
        # 谁还没有报 / who has not handed in
        huizong coverage --year 2022 --state missing --state late
        # 一个单位及所属单位 / a unit and what is below it
        huizong coverage --unit 100001 --all --csv
      """)

  @Option(name: .long, help: "The budget year. Default: the last one published.")
  var year: Int?

  @Option(name: .long, help: "A unit or group, with all below it. Default: all.")
  var unit: String?

  @Option(
    name: .long,
    help: "missing, late, returned, draft, exempt, excluded or effective; may be repeated.")
  var state: [CoverageState] = []

  @Flag(name: .long, help: "All states, those that are in order too.")
  var all = false

  @OptionGroup var table: TableOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let (publication, report) = try await read()
    if output.json {
      return try console.write(
        "coverage",
        [
          ("publication", publication.document), ("counts", report.countDocument),
          ("rows", report.document),
        ])
    }
    if table.csv { return try console.write(report.csv) }
    guard publication != nil else { return console.noteNothingPublished() }
    try console.write(report.countTable(console))
    if !report.rows.isEmpty { try console.write("\n" + report.table(console)) }
  }

  private func read() async throws -> (PublicationRow?, CoverageReport) {
    let (asked, unit) = (year, unit)
    let isOpen: (CoverageState) -> Bool = { $0 != .effective && $0 != .exempt }
    let states =
      all
      ? CoverageState.allCases
      : state.isEmpty
        ? CoverageState.allCases.filter(isOpen) : state
    let names = states.map(\.rawValue)
    return try await database.reading { connection in
      let publication = try PublicationReader.current(on: connection)
      guard let publication, let year = asked ?? publication.fiscalYears.last else {
        return (publication, CoverageReport(rows: [], counts: []))
      }
      let places = AskedPlaces(publication: publication)
      try places.expect(year: year)
      let units = try places.units(unit, in: publication.fiscalYears, on: connection)
      let counts = try CoverageReader.counts(of: units?.codes, on: connection)
      if let unit, units?.isListed == false, counts.isEmpty {
        throw AskedPlaces.unknown(unit: unit)
      }
      let rows = try CoverageReader.rows(
        fiscalYear: year, unitCodes: units?.codes, states: names, on: connection)
      return (publication, CoverageReport(rows: rows, counts: counts))
    }
  }
}

extension CoverageState: ExpressibleByArgument {}
