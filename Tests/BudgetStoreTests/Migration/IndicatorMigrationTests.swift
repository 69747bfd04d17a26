import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// Volumes that are there before the indicators are get a table for them, attached where the
/// volume is.
@Suite(.database(.empty), .serialized)
struct IndicatorMigrationTests {
  @Test func volumesGetTheirTable() async throws {
    try await migrate(Migrator(Migration.all.filter { $0.number < 18 }))
    try await execute(
      """
      INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
      VALUES (1, 'night', '0', 'tables', 'test');
      SELECT store.create_volume(1, year) FROM generate_series(2022, 2024) AS year;
      SELECT store.attach_volume(1, 2022);
      """)
    try await migrate(Migrator())
    let volumes = try await rows(
      "oid::regclass, relispartition, obj_description(oid) IS NOT NULL", from: "pg_class",
      where: "relname = 'unit_indicator' AND oid::regclass::text ~ '^volume_'")
    #expect(
      volumes == [
        "volume_1.unit_indicator true true", "volume_2.unit_indicator false true",
        "volume_3.unit_indicator false true",
      ])
    try await execute(
      """
      INSERT INTO volume_1.unit_indicator (
        unit_code, indicator, numerator_hundredths, denominator_hundredths
      )
      VALUES ('A', 'carry_over', 1, 2);
      SELECT store.attach_volume(2, 2023);
      SELECT store.index_volume(3);
      SELECT store.attach_volume(3, 2024);
      """)
    let years = try await column("SELECT fiscal_year FROM store.unit_indicator")
    #expect(years == ["2022"])
  }

  private func migrate(_ migrator: Migrator) async throws {
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      _ = try migrator.run(on: try Connection(ConnectionSettings(conninfo: conninfo)))
    }
  }
}
