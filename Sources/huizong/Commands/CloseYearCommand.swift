import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Keeps a year's published figures.
struct CloseYearCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "close-year",
    abstract: "Closes a year: its published figures stand, whatever is handed in later.",
    discussion: """
      封账:该年度已发布的数字不再变,无论以后报来什么。

      The same as the function control.close_year(YEAR, TEXT), with an audit record.
      What is revised, withdrawn or handed in later is listed as an anomaly (U090)
      from the next run on. The year is neither run nor rerun until it is reopened;
      only figures restated to the newest year's subjects and units follow that year.
      A year that is closed already stays so. Not while a run is active, nor while a
      request for the year waits. Best right after a run: of what is stored between the
      last run and the closing nobody knows whether it says the same.

      示例 Examples:
        # 上报之后封账 / after the year was reported upwards
        huizong close-year 2023 --reason "2023 年决算已经人大批准"
      """)

  @OptionGroup var asked: YearArgument
  @OptionGroup var why: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let (year, reason) = (asked.year, why.reason)
    let closing = try await database.connected { connection in
      try ClosingDesk.close(fiscalYear: year, reason: reason, on: connection)
    }
    if output.json {
      return try console.write(
        "close-year", [("closing_id", .int(closing)), ("fiscal_year", .int(Int64(year)))])
    }
    try console.write("\(closing)\n")
    console.note(
      Phrase(
        "\(year) 年度已结账,保持当前发布的数",
        "\(year) is closed and keeps the figures that are published"))
  }
}
