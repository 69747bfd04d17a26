import ArgumentParser
import BudgetReport
import BudgetStore

/// Takes away publications that nobody keeps any more.
struct GcCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Deletes publications that are neither among the latest nor of late.",
    discussion: """
      删除既不在最近若干次、又超过期限的发布。

      A publication stays while either bound keeps it, and the current one always.
      What was answered and decided about anomalies stays, too. The tables of a
      deleted publication go as far as no other one shows them.

      示例 Examples:
        # 只列出将删除的 / only list what would go
        huizong gc --dry-run
        # 保留 60 次及 400 天内的 / keep 60, and all of 400 days
        huizong gc --keep 60 --days 400
      """)

  @Option(name: .long, help: "How many of the latest publications stay.")
  var keep = 30

  @Option(name: .long, help: "Publications of the last so many days stay.")
  var days = 400

  @Flag(name: .long, help: "Name them and delete nothing.")
  var dryRun = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if keep < 1 { throw ValidationError("--keep must be at least 1.") }
    guard (0...36_500).contains(days) else {
      throw ValidationError("--days must lie within 0 and 36500.")
    }
  }

  func perform(_ console: Console) async throws {
    let archive = PublicationArchive(try await database.settings())
    let retention = PublicationArchive.Retention(count: keep, days: days)
    let dryRun = dryRun
    let publications = try await offThePool {
      try dryRun ? archive.expired(by: retention) : archive.collect(by: retention)
    }
    if output.json {
      return try console.write(
        "gc",
        [
          ("publication_ids", .array(publications.map { .int($0) })), ("dry_run", .bool(dryRun)),
        ])
    }
    for publication in publications { try console.write("\(publication)\n") }
    let count = publications.count
    console.note(
      dryRun
        ? Phrase("将删除 \(count) 次发布", "\(count) publications would be deleted")
        : Phrase("已删除 \(count) 次发布", "\(count) publications deleted"))
  }
}
