import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Shows what ran.
struct RunsCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists runs, the latest first.",
    discussion: """
      列出运行记录,最近的在前。

      示例 Examples:
        # 最近的 / the latest
        huizong runs
        # 更多,供程序读取 / more of them, for programs
        huizong runs --limit 100 --json
      """)

  @Option(name: .long, help: "How many runs at most.")
  var limit = 20

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func perform(_ console: Console) async throws {
    let limit = limit
    let rows = try await database.reading { connection in
      try RunReader.rows(limit: limit, on: connection)
    }
    let report = RunReport(rows: rows)
    if output.json { return try console.write("runs", [("rows", report.document)]) }
    guard !rows.isEmpty else { return console.note(Phrase("尚无运行", "nothing has run yet")) }
    try console.write(report.table(console))
  }
}
