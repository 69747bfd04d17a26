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
      把数据库结构升级到本程序的版本;只向前,每个文件一个事务。

      Reference lists are not part of the schema: huizong import loads them.

      示例 Examples:
        # 升级数据库结构 / bring the schema up to date
        huizong migrate
        # 只列出待执行的升级 / only list what is to come
        huizong migrate --dry-run
        # 使用专用数据库 / on a private server
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
