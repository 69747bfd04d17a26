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
      列出谁、从哪里、做了什么、为什么,最近的在前。

      示例 Examples:
        # 更多 / more of them
        huizong audit list --limit 100
        # 其中一种,供电子表格使用 / one kind, for a spreadsheet
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
    if let action, !Vocabulary.actions.contains(action) {
      throw ValidationError("--action takes \(Vocabulary.actions.joined(separator: ", ")).")
    }
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
