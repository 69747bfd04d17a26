import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Lists the records of the audit.
struct AuditListCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists who did what, from where and why, the latest first.",
    discussion: """
      Examples:
        huizong audit list --limit 100
        huizong audit list --action answer_anomaly --csv
      """)

  @Option(name: .long, help: "How many records at most.")
  var limit = 20

  @Option(name: .long, help: "Only this action, such as publish or close_year. Default: all.")
  var action: String?

  @OptionGroup var table: TableOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func perform(_ console: Console) async throws {
    let (limit, action) = (limit, action)
    let rows = try await database.reading { connection in
      try AuditReader.rows(limit: limit, action: action, on: connection)
    }
    let report = AuditReport(rows: rows)
    if output.json { return try console.write("audit", [("rows", report.document)]) }
    if table.csv { return try console.write(report.csv) }
    guard !rows.isEmpty else { return console.note(Phrase("没有审计记录", "there are no records")) }
    try console.write(report.table(console))
  }
}
