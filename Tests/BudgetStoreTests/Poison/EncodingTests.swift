import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// Bytes that are no text: a database that may hold them is refused, and a foreign table that gives
/// them is listed like other bad input.
@Suite(.database, .serialized)
struct EncodingTests {
  /// A database beside that of the suite whose texts are any bytes, for as long as the call.
  private func withBytes(_ body: (_ name: String, ConnectionSettings) async throws -> Void)
    async throws
  {
    let suite = TestDatabase.current
    let name = "\(suite.name)_bytes"
    try await execute(
      "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    let conninfo = suite.conninfo.replacing("'\(suite.name)'", with: "'\(name)'")
      .replacing("dbname=\(suite.name)", with: "dbname=\(name)")
    try await body(name, ConnectionSettings(conninfo: conninfo))
    try await execute("DROP DATABASE \(name) WITH (FORCE)")
  }

  @Test func aDatabaseOfAnotherEncodingIsRefused() async throws {
    try await withBytes { _, settings in
      for work in [migrate, nightJob] as [@Sendable (ConnectionSettings) throws -> Void] {
        let error = await #expect(throws: StoreError.self) {
          try await onOwnThread { try work(settings) }
        }
        #expect(error?.exitCode == 78)
        #expect(error?.message.contains("SQL_ASCII") == true)
      }
      let schemas = try await onOwnThread {
        try Connection(settings).run(
          Statement(
            name: "schemas",
            sql: "SELECT count(*)::integer AS count FROM pg_namespace WHERE nspname = 'control'",
            shape: .oneRow))[0].int("count")
      }
      #expect(schemas == 0, "nothing is written")
      let inspection = try await onOwnThread { try ServerInspection(on: Connection(settings)) }
      #expect(inspection.encoding == "SQL_ASCII")
    }
  }

  /// A foreign table may send what its server has, and nobody between it and the run looks at the
  /// bytes.
  @Test func bytesThatAreNoTextAreListedAndStayDifferent() async throws {
    try await HandWrittenDistrict(
      units: "A1,2000,,", submissions: "1,A1,2023,final_account,1,accepted,yuan",
      lines: "1,9,2010101,general,basic,,,16.00"
    ).file()
    try await execute(
      """
      CREATE CAST (bytea AS text) WITHOUT FUNCTION;
      ALTER TABLE intake.line RENAME TO line_row;
      CREATE VIEW intake.line AS
      SELECT * FROM intake.line_row
      UNION ALL
      SELECT 1, line_no, 'functional', code::text, 'general', 'basic', NULL, NULL, actual,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM (
        VALUES (1, '\\xFF'::bytea, 1.00), (2, '\\x323031FE', 2.00),
          (3, '\\x32303130313031', 4.00), (4, '\\x1B5B33316D', 8.00)
      ) AS foreign_line (line_no, code, actual);
      """)
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let found = try await rows(
      "line_no, substring(message,'“(.*)”')", from: "summary.anomaly",
      where: "rule_code = 'C010'")
    #expect(found == ["1 \\xFF", "2 201\\xFE", "4 \u{1B}[31m"])
    let cells = try await subjectCells(
      where: "unit_code = 'A1' AND fund_type = '*' AND subject_code IN ('*', '?', '2010101')")
    #expect(
      cells == ["2023 A1 * * - - 31.00", "2023 A1 2010101 * - - 20.00", "2023 A1 ? * - - 11.00"])
    try await execute(
      """
      DROP VIEW intake.line;
      ALTER TABLE intake.line_row RENAME TO line;
      DROP CAST (bytea AS text);
      """)
  }
}

private func migrate(_ settings: ConnectionSettings) throws {
  try Migrator().run(on: Connection(settings))
}

private func nightJob(_ settings: ConnectionSettings) throws {
  _ = try NightJob(settings, observe: { _ in }).run(nightRequest())
}
