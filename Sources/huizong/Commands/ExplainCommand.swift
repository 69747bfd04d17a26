import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// Shows what makes one figure of the summary, adding up to it.
struct ExplainCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows what makes a consolidated figure: parts, lines, shares, eliminations.",
    discussion: """
      说明一个汇总数由什么构成:下级、行、分摊和抵销。

      Without --by, the next level: of a group or the district its units and what was eliminated \
      there, of a unit its subjects, of a subject without others below it the submitted lines. \
      --lines shows every submitted line behind the figure, and why it counts. With --comparable, \
      the restated figure: of a unit the reported figures that it is made of, with the share of \
      the crosswalk and of the unit's succession that each was taken by; with --lines as well, the \
      lines that count, each with these shares.

      The rows add up to the figure to the fen (in 万元 each is rounded by itself); the sum and the \
      published figure stand below them. \
      Lines that have changed since the publication are a row of their own.

      示例 Examples:
        # 全区的各单位 / the units of the district
        huizong explain 2023 '*' 201
        # 一个单位的各科目 / the subjects of a unit
        huizong explain 2023 101 201 --by subject
        # 背后的每一行 / every line behind a figure
        huizong explain 2023 101001 2010601 --lines
        # 可比口径的来源 / what a restated figure is made of
        huizong explain 2019 101001 208 --comparable
        huizong explain 2019 101001 208 --comparable --lines
        # 一个年度的全部行 / all lines of a year
        huizong explain 2023 '*' '*' --lines --csv > lines.csv
      """)

  @Argument(help: "The budget year.")
  var year: Int

  @Argument(help: "A unit or group; * is the whole district.")
  var unit: String

  @Argument(help: "A subject of 3, 5 or 7 digits; ? is unreadable codes, * all.")
  var subject: String

  @Option(name: .long, help: "general, fund, capital, other, unstated; * is all.")
  var fund = "*"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "unit, subject, fund or line; with --comparable source instead of line.",
      discussion: "Default: what is next below the figure."))
  var by: ExplanationWayOption?

  @Flag(name: .long, help: "Every submitted line behind the figure.")
  var lines = false

  @Flag(name: .long, help: "The figure restated to the subjects and units of the newest year.")
  var comparable = false

  @Option(name: .customLong("in"), help: "The unit of amounts on the terminal: yuan or wan.")
  var amountUnit = AmountUnitOption.yuan

  @OptionGroup var table: TableOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard SubjectCode(subject) != nil else {
      throw ValidationError("SUBJECT is a code of 3, 5 or 7 digits, * or ?.")
    }
    guard FundType(name: fund) != nil else {
      throw ValidationError("--fund takes general, fund, capital, other, unstated or *.")
    }
    if lines && by != nil {
      throw ValidationError("--lines excludes --by.")
    }
    if by == .line && comparable || by == .source && !comparable {
      throw ValidationError("--by takes line without --comparable and source with it.")
    }
  }

  func perform(_ console: Console) async throws {
    let (publication, found) = try await read()
    let report = ExplanationReport(request: request, explanation: found)
    if output.json {
      return try console.write(
        "explain",
        [
          ("publication", publication.document), ("fiscal_year", .int(Int64(year))),
          ("unit_code", .text(unit)), ("subject_code", .text(subject)),
          ("fund_type", .text(fund)), ("comparable", .bool(comparable)),
          ("amount_unit", .text("yuan")),
        ] + report.members)
    }
    if table.csv { return try console.write(report.csv) }
    guard publication != nil else { return console.noteNothingPublished() }
    guard found != nil else {
      return console.note(Phrase("没有这个汇总数", "there is no such figure"))
    }
    try console.write(report.table(in: amountUnit.unit, console))
  }

  private var request: ExplanationRequest {
    ExplanationRequest(
      fiscalYear: year, unitCode: unit, subjectCode: subject, fundType: fund,
      way: way)
  }

  private var way: ExplanationRequest.Way {
    switch (comparable, lines) {
    case (false, false): .parts(along: by?.rawValue)
    case (false, true): .lines
    case (true, false): .comparable(along: by?.rawValue)
    case (true, true): .comparableLines
    }
  }

  private func read() async throws -> (PublicationRow?, CellExplanation?) {
    let request = request
    do {
      return try await database.reading { connection in
        guard let publication = try PublicationReader.current(on: connection) else {
          return (nil, nil)
        }
        let found = try ExplanationReader.explanation(request, on: connection)
        if found == nil {
          let places = AskedPlaces(publication: publication)
          try places.expect(year: request.fiscalYear)
          let units = try places.units(
            request.unitCode, in: publication.fiscalYears, on: connection)
          if units?.isListed == false { throw AskedPlaces.unknown(unit: request.unitCode) }
        }
        return (publication, found)
      }
    } catch let error as PostgresError where error.sqlState == "22023" {
      throw ValidationError(error.message)
    }
  }
}

/// What a figure is divided into.
enum ExplanationWayOption: String, ExpressibleByArgument, CaseIterable {
  case unit
  case subject
  case fund
  case line
  case source
}
