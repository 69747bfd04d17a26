import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Opens a closed year again.
struct ReopenYearCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen-year",
    abstract: "Reopens a closed year; the next run works it out from its submissions.",
    discussion: """
      重开已封账的年度;下次运行重新计算。

      The same as the function control.reopen_year(YEAR, TEXT), with an audit record.
      The next run publishes the year and every year whose figures depend on it.

      示例 Examples:
        # 原因记入审计 / why is kept in the audit
        huizong reopen-year 2023 --reason "审计要求更正决算"
      """)

  @OptionGroup var asked: YearArgument
  @OptionGroup var why: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let (year, reason) = (asked.year, why.reason)
    let closing = try await database.connected { connection in
      try ClosingDesk.reopen(fiscalYear: year, reason: reason, on: connection)
    }
    if output.json {
      return try console.write(
        "reopen-year", [("closing_id", .int(closing)), ("fiscal_year", .int(Int64(year)))])
    }
    try console.write("\(closing)\n")
    console.note(
      Phrase(
        "\(year) 年度已重新打开,下次运行时重新汇总",
        "\(year) is open again; the next run works it out"))
  }
}
