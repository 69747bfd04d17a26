import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// Volumes that are there before changes of the past are listed get what that needs, and can be
/// attached again.
@Suite(.database(.empty), .serialized)
struct PastChangeMigrationTests {
  @Test func volumesGetFingerprintsAndParts() async throws {
    let own = Migration.all.first { $0.name == "list_past_changes" }?.number ?? 0
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
        where: "relname = 'elimination_part' AND oid::regclass::text ~ '^volume_'") == [
          "volume_1.elimination_part true true", "volume_2.elimination_part false true",
          "volume_3.elimination_part false true",
        ])
    try await execute(
      """
      INSERT INTO volume_2.elimination_part (
        payer_code, payee_code, at_unit, subject_code, fund_type, expenditure_kind, measure, fen
      )
      VALUES ('A', 'B', '*', '201', 'general', '', 'actual', 1);
      INSERT INTO volume_2.coverage (unit_code, kind, state, submission_id, content)
      VALUES ('A', 'budget', 'effective', 1, 7);
      SELECT store.attach_volume(2, 2023);
      SELECT store.index_volume(3);
      SELECT store.attach_volume(3, 2024);
      """)
    #expect(try await column("SELECT fiscal_year FROM store.elimination_part") == ["2023"])
    #expect(try await column("SELECT content FROM store.coverage") == ["7"])
  }

  private func migrate(_ migrator: Migrator) async throws {
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      _ = try migrator.run(on: try Connection(ConnectionSettings(conninfo: conninfo)))
    }
  }
}
