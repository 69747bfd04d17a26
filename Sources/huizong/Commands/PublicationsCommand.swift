import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Shows which publications are kept.
struct PublicationsCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "publications",
    abstract: "Lists the publications that are kept, the latest first.",
    discussion: """
      列出保留的发布,最近的在前。

      Each of them is as it was published: summary.subject_year_as_of(ID) and
      summary.anomaly_as_of(ID) show it, and rollback lets readers see it again.

      示例 Examples:
        # 最近的 / the latest
        huizong publications
        # 更多,供程序读取 / more of them, for programs
        huizong publications --limit 100 --json
      """)

  @Option(name: .long, help: "How many at most.")
  var limit = 20

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func perform(_ console: Console) async throws {
    let limit = limit
    let rows = try await database.reading { connection in
      try PublicationReader.rows(limit: limit, on: connection)
    }
    if output.json {
      return try console.write("publications", [("rows", .array(rows.map(\.document)))])
    }
    guard !rows.isEmpty else { return console.noteNothingPublished() }
    try console.write(table(rows, console))
  }

  private func table(_ rows: [PublicationRow], _ console: Console) -> String {
    let language = console.language
    var table = TextTable([
      .numbers(Phrase("发布", "Publication")(language)),
      .words(Phrase("状态", "State")(language)), .words(Phrase("发布时间", "Published")(language)),
      .numbers(Phrase("运行", "Run")(language)), .words(Phrase("年度", "Years")(language)),
      .numbers(Phrase("报送", "Submissions")(language)),
      .numbers(Phrase("单元", "Cells")(language)),
      .numbers(Phrase("异常", "Anomalies")(language)), .words(Phrase("摘要", "Digest")(language)),
    ])
    for row in rows {
      table.append(
        .init([
          String(row.publicationID), row.isCurrent ? Phrase("当前", "current")(language) : "",
          row.publishedAt, String(row.runID),
          row.fiscalYears.map(String.init).joined(separator: " "),
          NumberFormat.plain(String(row.submissionCount)),
          NumberFormat.plain(String(row.cellCount)),
          NumberFormat.plain(String(row.anomalyCount)), String(row.digest.prefix(12)),
        ]))
    }
    return table.rendered(console.palette, width: console.width)
  }
}
