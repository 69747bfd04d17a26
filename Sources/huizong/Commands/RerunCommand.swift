import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Asks for a year again.
struct RerunCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Asks for a year to be consolidated again; watch or run --requested serves it.",
    discussion: """
      申请重算一个年度;由 watch 或 run --requested 处理。

      As the function control.request_rerun(YEAR, TEXT) does, with an audit record; a
      year that nobody has filed for and that is not published is refused here.
      An open request for the year is returned, not doubled; a closed year is refused
      until it is reopened. `huizong status` tells what became of a request:
      "published", or "confirmed unchanged" after everything of that year was read
      and worked out once more.

      示例 Examples:
        # 原因记入审计 / why is kept in the audit
        huizong rerun 2023 --reason "退回的决算已更正"
      """)

  @OptionGroup var asked: YearArgument
  @OptionGroup var why: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let (year, reason) = (asked.year, why.reason)
    let request = try await database.connected { connection in
      guard try RerunDesk.isKnown(year: year, on: connection) else {
        throw NotPublished(
          reason: Phrase(
            "\(year) 年度没有报送,也未发布", "nobody has filed for \(year), and it is not published"),
          hint: Phrase("请检查年度", "check the year"))
      }
      return try RerunDesk.request(fiscalYear: year, reason: reason, on: connection)
    }
    if output.json {
      return try console.write(
        "rerun", [("request_id", .int(request)), ("fiscal_year", .int(Int64(year)))])
    }
    try console.write("\(request)\n")
    console.note(
      Phrase("\(year) 年度的重算申请已登记", "the request for \(year) is on file"))
  }
}
