import ArgumentParser
import BudgetReport
import BudgetStore
import PostgresClient

/// Brings the schema forward.
struct MigrateCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Brings the schema up to this program's: forward only, a transaction a file.",
    discussion: """
      Reference lists are not part of the schema: huizong import loads them.

      Examples:
        huizong migrate
        huizong migrate --dry-run
        huizong migrate --embedded
      """)

  @Flag(name: .long, help: "Only list what is missing.")
  var dryRun = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let dryRun = dryRun
    let files = try await database.connected { connection in
      try dryRun ? Migrator().pending(on: connection) : Migrator().run(on: connection)
    }
    if output.json {
      return try console.write(
        "migrate",
        [("dry_run", .bool(dryRun)), ("migrations", .array(files.map { .text($0) }))])
    }
    for file in files { try console.write(file + "\n") }
    guard files.isEmpty else { return }
    console.note(Phrase("数据库结构已是最新", "the schema is up to date"))
  }
}
