import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// Volumes that are there before routes are published get tables for them.
@Suite(.database(.empty), .serialized)
struct ExplanationMigrationTests {
  @Test func volumesGetTables() async throws {
    let own = Migration.all.first { $0.name == "explain_comparable_cells" }?.number ?? 0
    try await migrate(Migrator(Migration.all.filter { $0.number < own }))
    try await execute(
      """
      INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
      VALUES (1, 'night', '0', 'tables', 'test');
      SELECT store.create_volume(1, year) FROM generate_series(2022, 2023) AS year;
      SELECT store.attach_volume(1, 2022);
      """)
    try await migrate(Migrator())
    #expect(
      try await rows(
        "oid::regclass, relispartition", from: "pg_class",
        where: "relname ~ '^(code|unit)_route$' AND oid::regclass::text ~ '^volume_'") == [
          "volume_1.code_route true", "volume_1.unit_route true", "volume_2.code_route false",
          "volume_2.unit_route false",
        ])
    try await execute("SELECT store.attach_volume(2, 2023)")
  }

  private func migrate(_ migrator: Migrator) async throws {
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      _ = try migrator.run(on: try Connection(ConnectionSettings(conninfo: conninfo)))
    }
  }
}
