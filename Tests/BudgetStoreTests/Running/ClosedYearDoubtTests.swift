import BudgetStore
import BudgetTestSupport
import Testing

/// What only looks as if a closed year had changed, and what changes it where nothing looks so.
@Suite(.database, .serialized)
struct ClosedYearDoubtTests {
  private static let tables = ["submission", "line", "stated_figure", "explanation"]

  /// Two years of two units; X files, but is in no year's list of units.
  private func start() async throws {
    let district = HandWrittenDistrict(
      units: "U1,2000,,\nU2,2000,,",
      submissions: """
        11,U1,2021,final_account,1,accepted,yuan
        12,X,2021,final_account,1,accepted,yuan
        13,U2,2021,final_account,1,draft,yuan
        21,U1,2022,final_account,1,accepted,yuan
        """,
      lines: """
        11,1,2010101,general,basic,,,100.00
        12,1,2010101,general,basic,,,7.00
        13,1,2010101,general,basic,,,9.00
        21,1,2010101,general,basic,,,110.00
        """)
    try await district.file()
    try await runNight(nightRequest(isFull: true))
  }

  private func close() async throws {
    try await execute("SELECT control.close_year(2021, 'approved by congress')")
    try await runNight()
  }

  private func later() async throws -> [String] {
    try await rows("unit_code, submission_id", from: "summary.anomaly", where: "rule_code = 'U090'")
  }

  /// What did not count when the year was closed came before it, not after.
  @Test func whatNeverCountedIsNoChange() async throws {
    try await start()
    try await close()
    #expect(try await later() == [])
    try await execute("UPDATE intake.submission SET status = 'accepted' WHERE submission_id = 13")
    #expect(try await runNight().hasPublished)
    #expect(try await later() == ["U2 13"])
    let report = try await verifyPublished()
    #expect(report.newer.elements.map(\.submissionID) == [13])
    #expect(report.newer.elements.map(\.state) == ["accepted"])
  }

  /// A bureau's views may change lines and leave the head as it is: whoever trusts nothing sees it.
  @Test func linesBehindEqualHeadsAreComparedByWhoTrustsNothing() async throws {
    try await start()
    for table in Self.tables {
      try await execute(
        """
        ALTER TABLE intake.\(table) RENAME TO \(table)_row;
        CREATE VIEW intake.\(table) AS
        SELECT *
        FROM intake.\(table)_row;
        ALTER TABLE intake.\(table)_row DISABLE TRIGGER USER;
        """)
    }
    try await runNight()
    try await close()
    try await execute("UPDATE intake.line_row SET actual = 101.00 WHERE submission_id = 11")
    #expect(try await runNight().isUpToDate)
    let report = try await verifyPublished()
    #expect(!report.isBroken)
    #expect(report.newer.elements.map(\.submissionID) == [11])
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await later() == ["U1 11"])
    for table in Self.tables {
      try await execute(
        """
        DROP VIEW intake.\(table);
        ALTER TABLE intake.\(table)_row RENAME TO \(table);
        """)
    }
    try await execute("SELECT control.watch_intake()")
  }

  /// What cannot be read is said, also where nothing of it could count any more.
  @Test func whatCannotBeReadIsListed() async throws {
    try await start()
    try await execute(
      """
      ALTER TABLE intake.submission RENAME TO submission_row;
      CREATE TABLE odd (submission_id bigint);
      CREATE VIEW intake.submission AS
      SELECT
        submission_id, fiscal_year, revision, printed_decimals, submitted_at, unit_code, kind,
        CASE WHEN submission_id IN (SELECT odd.submission_id FROM odd) THEN 'weird' ELSE status END
          AS status,
        amount_unit, source
      FROM intake.submission_row;
      INSERT INTO odd VALUES (13);
      """)
    try await runNight()
    try await close()
    #expect(try await later() == [])
    try await execute(
      """
      INSERT INTO odd VALUES (11), (14);
      INSERT INTO intake.submission_row
        (submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit)
      VALUES (14, 'U2', 2021, 'final_account', 2, 'accepted', 'yuan');
      """)
    #expect(try await runNight().hasPublished)
    #expect(try await later() == ["U1 11", "U2 14"])
    let words = try await column(
      "SELECT message FROM summary.anomaly WHERE rule_code = 'U090' ORDER BY unit_code")
    #expect(words.allSatisfy { $0?.contains("不在规定之列") ?? false }, "\(words)")
    #expect(try await runNight().isUpToDate)
    try await execute(
      """
      DROP VIEW intake.submission;
      DROP TABLE odd;
      ALTER TABLE intake.submission_row RENAME TO submission;
      SELECT control.watch_intake();
      """)
  }

  /// Who writes a request into the table, past the function, holds nobody up.
  @Test func aRequestForAClosedYearComesToNothing() async throws {
    try await start()
    try await close()
    try await execute(
      """
      INSERT INTO control.rerun_request (fiscal_year, reason, requested_by)
      VALUES (2021, 'past the function', 'nobody'), (2022, 'an open year', 'nobody')
      """)
    #expect(try await runNight(nightRequest(requestedOnly: true)).isUpToDate)
    let requests = try await rows(
      "fiscal_year, state, outcome", from: "control.rerun_request")
    #expect(requests == ["2021 failed -", "2022 done confirmed unchanged"])
  }

  /// A run that has lost its lock, and does not know, publishes nothing over what was closed.
  @Test func closingFencesOut() async throws {
    try await start()
    let token = "SELECT token FROM control.run_fence"
    let before = try await column(token)
    try await execute("SELECT control.close_year(2021, 'approved by congress')")
    #expect(try await column(token) != before)
  }
}
