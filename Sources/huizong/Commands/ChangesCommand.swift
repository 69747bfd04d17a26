import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// Shows what changed between two publications, and what for.
struct ChangesCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Lists what changed between two publications, by cause, the largest first.",
    discussion: """
      列出两次发布之间的变化,按原因,最大的在前。

      FROM and TO are numbers of publications that are kept (huizong publications), or days: the \
      figures published on or before that day. Every figure that changed is listed, of units, \
      groups and the district, at every level of subjects; its causes add up to its change \
      exactly. The total by cause of the unit and subject asked for stands below. Without \
      --limit, 40 figures are shown on a terminal, all of them as CSV or JSON.

      Causes: late_unit, new_submission, revised_submission, withdrawn, crosswalk, unit_tree, \
      elimination, rule (also settings, lists, the program), restatement (several of them \
      changed a restated figure at once), unknown.

      示例 Examples:
        # 自第 41 次发布以来 / since publication 41
        huizong changes 41
        # 自某日以来 / since a day
        huizong changes 2026-03-31 current --year 2023
        # 一个单位,按款 / one unit by 款
        huizong changes 41 57 --unit 101 --level 款
        # 迟报造成的 / what came late
        huizong changes 2026-03-31 --cause late_unit --subject 205
        # 全部 / all of it
        huizong changes 41 57 --csv > changes.csv
      """)

  @Argument(help: "The publication before: its number or a day.")
  var from: PublicationOption

  @Argument(help: "The publication after: its number, a day, or current. Default: current.")
  var to: PublicationOption?

  @Option(name: .long, help: "The budget year. Default: all.")
  var year: Int?

  @Option(name: .long, help: "A unit or group; * is the whole district. Default: all.")
  var unit: String?

  @Option(name: .long, help: "A subject with all below it; * is all. Default: all.")
  var subject: String?

  @Option(name: .long, help: "The level of subjects: 类, 款, 项 or 3, 5, 7 digits. Default: all.")
  var level: SubjectLevelOption?

  @Option(name: .long, help: "general, fund, capital, other, unstated; * is all together.")
  var fund = "*"

  @Option(name: .long, help: "A cause. Default: all.")
  var cause: ChangeCauseOption?

  @Flag(name: .long, help: "Of the figures restated to the newest year's subjects and units.")
  var comparable = false

  @Option(name: .long, help: "How many figures at most.")
  var limit: Int?

  @Option(name: .customLong("in"), help: "The unit of amounts on the terminal: yuan or wan.")
  var amountUnit = AmountUnitOption.yuan

  @OptionGroup var table: TableOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private static let screenfulCount = 40

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if let subject {
      guard let code = SubjectCode(subject) else {
        throw ValidationError("--subject takes a code of 3, 5 or 7 digits, * or ?.")
      }
      if let level, level.digits < code.level.digitCount {
        throw ValidationError("--level must not lie above --subject.")
      }
    }
    guard FundType(name: fund) != nil else {
      throw ValidationError("--fund takes general, fund, capital, other, unstated or *.")
    }
  }

  func perform(_ console: Console) async throws {
    let report = try await report()
    if output.json { return try console.write("changes", members + report.members) }
    if table.csv { return try console.write(report.csv) }
    guard !report.list.rows.isEmpty || !report.list.totals.isEmpty else {
      return console.note(Phrase("没有符合条件的变动", "no changes fit"))
    }
    try console.write(report.table(in: amountUnit.unit, console))
    console.note(
      Phrase(
        "共 \(report.list.cellCount) 个数有变动,显示 \(report.shownCount) 个",
        "\(report.shownCount) of \(report.list.cellCount) changed figures shown"))
  }

  /// What was asked for, for programs.
  private var members: [(key: String, value: JSONValue)] {
    [
      ("fiscal_year", .int(year.map { Int64($0) })), ("unit_code", .text(unit)),
      ("subject_code", .text(subject)), ("fund_type", .text(fund)),
      ("cause", .text(cause?.rawValue)), ("comparable", .bool(comparable)),
      ("amount_unit", .text("yuan")),
    ]
  }

  private func report() async throws -> ChangesReport {
    let (from, to) = (from, to)
    var filter = ChangeFilter(from: 0, to: 0)
    filter.fiscalYear = year
    filter.isComparable = comparable
    filter.unitCode = unit
    filter.subjectCode = subject
    filter.subjectDigits = level?.digits
    filter.fundType = fund
    filter.cause = cause?.rawValue
    filter.limit = limit ?? (output.json || table.csv ? nil : Self.screenfulCount)
    let asked = filter
    return try await database.reading { connection in
      var filter = asked
      let old = try from.publication(on: connection)
      let new = try (to ?? .current).publication(on: connection)
      filter.from = old.publicationID
      filter.to = new.publicationID
      let list = try ChangeReader.changes(filter, on: connection)
      if list.rows.isEmpty { try Self.expectPlaces(of: filter, in: [old, new], on: connection) }
      return ChangesReport(from: old, to: new, filter: filter, list: list)
    }
  }

  /// Where nothing was found, whether there is such a place at all.
  ///
  /// - Throws: `NotPublished` (64) for a year of neither publication; for a unit that stands
  ///   in no tree of theirs.
  private static func expectPlaces(
    of filter: ChangeFilter, in publications: [PublicationRow], on connection: borrowing Connection
  ) throws {
    if let year = filter.fiscalYear,
      !publications.contains(where: { $0.fiscalYears.contains(year) })
    {
      try AskedPlaces(publication: publications[1]).expect(year: year)
    }
    guard let unit = filter.unitCode, unit != "*" else { return }
    let ids = publications.map(\.publicationID)
    guard try UnitTreeReader.isListed(unit, inAnyOf: ids, on: connection) else {
      throw AskedPlaces.unknown(unit: unit)
    }
  }
}

/// A cause by its name in the contract.
enum ChangeCauseOption: String, ExpressibleByArgument, CaseIterable {
  case lateUnit = "late_unit"
  case newSubmission = "new_submission"
  case revisedSubmission = "revised_submission"
  case withdrawn
  case crosswalk
  case unitTree = "unit_tree"
  case elimination
  case rule
  case restatement
  case unknown
}
