import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// Volumes that are there before eliminations are get columns and a table for them, and can be
/// attached again.
@Suite(.database(.empty), .serialized)
struct EliminationMigrationTests {
  @Test func volumesGetColumnsAndTable() async throws {
    let own = Migration.all.first { $0.name == "create_eliminations" }?.number ?? 0
    try await migrate(Migrator(Migration.all.filter { $0.number < own }))
    try await execute(
      """
      INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
      VALUES (1, 'night', '0', 'tables', 'test');
      SELECT store.create_volume(1, year) FROM generate_series(2022, 2024) AS year;
      SELECT store.attach_volume(1, 2022);
      """)
    try await migrate(Migrator())
    #expect(
      try await rows(
        "oid::regclass, relispartition, obj_description(oid) IS NOT NULL", from: "pg_class",
        where: "relname = 'elimination' AND oid::regclass::text ~ '^volume_'") == [
          "volume_1.elimination true true", "volume_2.elimination false true",
          "volume_3.elimination false true",
        ])
    try await execute(
      """
      INSERT INTO volume_2.elimination (
        payer_code, payee_code, subject_code, fund_type, measure, eliminated_fen, residual_fen
      )
      VALUES ('A', 'B', '201', 'general', 'actual', 1, 0);
      INSERT INTO volume_2.subject_tile (
        tile, level, block, fund_type, unit, item, eliminated_actual_fen, booked_actual_fen
      )
      VALUES (0, 0, 0, '*', '{1}', '{1}', '{7}', '{9}');
      SELECT store.attach_volume(2, 2023);
      SELECT store.index_volume(3);
      SELECT store.attach_volume(3, 2024);
      """)
    #expect(try await column("SELECT fiscal_year FROM store.elimination") == ["2023"])
    #expect(
      try await column(
        "SELECT eliminated_actual_fen[1] + booked_actual_fen[1] FROM store.subject_tile") == ["16"])
  }

  private func migrate(_ migrator: Migrator) async throws {
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      _ = try migrator.run(on: try Connection(ConnectionSettings(conninfo: conninfo)))
    }
  }
}
