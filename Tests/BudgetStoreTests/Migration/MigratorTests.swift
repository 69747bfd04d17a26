import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

@testable import BudgetStore

@Suite(.database(.empty), .serialized)
struct MigratorTests {
  @Test func appliesEachFileOnceAndInOrder() async throws {
    let applied = try await migrate(Migrator())
    #expect(applied == Migration.all.map(\.title))
    #expect(try await migrate(Migrator()) == [])
    let recorded = try await column(
      """
      SELECT to_char(number, 'FM0000') || '_' || name
      FROM control.migration
      WHERE length(checksum) = 64
      ORDER BY number
      """)
    #expect(recorded == applied)
  }

  @Test func carriesEveryFileOfTheFolder() throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let files = try FileManager.default.contentsOfDirectory(atPath: "/\(root)/sql/migrations")
    #expect(files.sorted() == Migration.all.map { $0.title + ".sql" })
    #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
  }

  @Test func refusesAChangedFileAndADatabaseFromTheFuture() async throws {
    try await migrate(Migrator())
    let first = Migration.all[0]
    let changed = Migration(number: 1, name: first.name, bytes: first.bytes + Array("\n".utf8))
    await #expect(throws: MigrationError.changedMigration("0001_create_schemas")) {
      try await migrate(Migrator([changed] + Migration.all.dropFirst()))
    }
    let last = try #require(Migration.all.last)
    await #expect(throws: MigrationError.unknownMigration(last.title)) {
      try await migrate(Migrator(Migration.all.dropLast()))
    }
  }

  @Test func leavesNothingOfAFileThatFails() async throws {
    try await migrate(Migrator())
    let number = Migration.all.count + 1
    let sql = "CREATE TABLE control.half (id integer); SELECT 1 / 0;"
    let broken = Migration(number: number, name: "break_halfway", bytes: Array(sql.utf8))
    await #expect(throws: PostgresError.self) {
      try await migrate(Migrator(Migration.all + [broken]))
    }
    #expect(try await column("SELECT to_regclass('control.half')") == [nil])
    let count = try await column("SELECT count(*) FROM control.migration")
    #expect(count == ["\(Migration.all.count)"])
  }

  @Test func givesTheSameSchemaToTwoMigratorsAtOnce() async throws {
    try await execute(
      "DROP SCHEMA IF EXISTS reference, intake, control, import, store, summary, own_summary, "
        + "summary_zh CASCADE")
    async let first = migrate(Migrator())
    async let second = migrate(Migrator())
    let applied = try await first + second
    #expect(applied == Migration.all.map(\.title))
  }

  @discardableResult
  private func migrate(_ migrator: Migrator) async throws -> [String] {
    let conninfo = TestDatabase.current.conninfo
    return try await onOwnThread {
      let settings = ConnectionSettings(conninfo: conninfo, lockTimeoutSeconds: 30)
      return try migrator.run(on: try Connection(settings))
    }
  }
}
