import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// A database that has published for some time gets answers and statuses.
@Suite(.database(.empty), .serialized)
struct AnswerMigrationTests {
  /// Two publications of 2023: the first with two anomalies, and not attached any more; the second
  /// with one of them; a volume in preparation; and an identity whose publications are gone.
  private static let published = """
    INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
    VALUES (1, 'night', '0', 'tables', 'test');
    UPDATE control.run SET state = 'failed', finished_at = now();
    INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
    VALUES (2, 'night', '0', 'tables', 'test');
    SELECT store.create_volume(run_id, 2023) FROM control.run;
    SELECT store.create_volume(2, 2024);
    INSERT INTO volume_1.anomaly (
      rule_code, place, severity, unit_code, title, message, stated, evidence
    )
    VALUES
      ('X', '2023|A|', 'error', 'A', 'title', 'stays', 1, '[]'),
      ('X', '2023|B\\|C|', 'review', 'B|C', 'title', 'goes', 2, '[]');
    INSERT INTO volume_2.anomaly (
      rule_code, place, severity, unit_code, title, message, stated, evidence
    )
    VALUES ('X', '2023|A|', 'error', 'A', 'title', 'stays', 1, '[]');
    SELECT store.attach_volume(2, 2023);
    INSERT INTO control.volume (
      volume_id, run_id, fiscal_year, cell_digest, list_digest, cell_count, line_count,
      submission_count
    )
    OVERRIDING SYSTEM VALUE
    SELECT number, number, 2023, '', '', 0, 0, 0 FROM generate_series(1, 2) AS number;
    INSERT INTO control.publication (
      run_id, fiscal_years, digest, cell_count, coverage_count, anomaly_count, line_count,
      submission_count
    )
    SELECT number, '{2023}', '', 0, 0, 0, 0, 0 FROM generate_series(1, 2) AS number;
    INSERT INTO control.publication_year SELECT number, 2023, number
    FROM generate_series(1, 2) AS number;
    INSERT INTO control.anomaly_identity (
      rule_code, place, first_publication_id, first_published_at
    )
    VALUES
      ('X', '2023|A|', 1, now()), ('X', '2023|B\\|C|', 1, now()), ('Y', '2019||', 1, now());
    UPDATE control.current_publication SET publication_id = 2, fence_token = 2;
    """

  @Test func whatIsKnownIsKept() async throws {
    try await migrate(Migrator(Migration.all.filter { $0.number < 16 }))
    try await execute(Self.published)
    try await migrate(Migrator())
    let known = try await rows(
      "rule_code, unit_code, status, severity, message, stated, last_publication_id",
      from: "summary.anomaly_history")
    #expect(
      known == [
        "X A open error stays 1.0000 2", "X B|C resolved review goes 2.0000 1",
        "Y  resolved info 原内容已清理。 - 1",
      ])
    let versions = try await column(
      """
      SELECT attrelid::regclass
      FROM pg_attribute
      WHERE attname = 'rule_version'
        AND attrelid::regclass::text ~ '^volume_[0-9]+\\.anomaly$'
        AND attnotnull
        AND NOT atthasdef
        AND col_description(attrelid, attnum) IS NOT NULL
      ORDER BY 1
      """)
    #expect(versions == ["volume_1.anomaly", "volume_2.anomaly", "volume_3.anomaly"])
  }

  private func migrate(_ migrator: Migrator) async throws {
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      _ = try migrator.run(on: try Connection(ConnectionSettings(conninfo: conninfo)))
    }
  }
}
