import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// A night that reads lines only where something may have changed.
@Suite(.database, .serialized)
struct ChangeMarkTests {
  private func start() async throws { try await startWithMarks() }

  @Test(arguments: [
    "UPDATE intake.line SET actual = 0.60 WHERE submission_id = 1",
    "INSERT INTO intake.line (submission_id, line_no, section, actual) "
      + "VALUES (1, 9, 'economic', 1)",
    "DELETE FROM intake.line WHERE submission_id = 2",
    "TRUNCATE intake.line",
    "TRUNCATE intake.submission",
    "COPY intake.line (submission_id, line_no, section, functional_code, actual) "
      + "FROM PROGRAM 'echo \"1|8|functional|2010101|1.00\"' WITH (DELIMITER '|')",
    "INSERT INTO intake.line (submission_id, line_no, section, actual) "
      + "VALUES (1, 1, 'functional', 1) "
      + "ON CONFLICT (submission_id, line_no) DO UPDATE SET actual = EXCLUDED.actual",
    "MERGE INTO intake.line USING (VALUES (1)) AS new (id) ON submission_id = id "
      + "WHEN MATCHED THEN UPDATE SET actual = 3",
    "MERGE INTO intake.line USING (VALUES (1)) AS new (id) ON submission_id = id "
      + "WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM intake.line WHERE submission_id = 2 RETURNING 1) TABLE gone",
    "UPDATE intake.submission SET amount_unit = 'wan_yuan' WHERE submission_id = 1",
    "UPDATE intake.submission SET printed_decimals = 2 WHERE submission_id = 1",
    "UPDATE intake.submission SET status = 'withdrawn' WHERE submission_id = 2",
    "DELETE FROM intake.submission WHERE submission_id = 2",
    "INSERT INTO intake.stated_figure VALUES (1, 'total.actual', 7)",
    "INSERT INTO intake.explanation (submission_id, seq, kind, text) "
      + "VALUES (1, 1, 'reason', 'because')",
    "UPDATE reference.unit SET name = 'another' WHERE unit_code = 'U1'",
    "INSERT INTO reference.rule_setting (rule_code, name, valid_from, value) "
      + "VALUES ('E030', 'threshold', 2000, 1)",
    "UPDATE intake.line SET submission_id = 3 WHERE submission_id = 1",
  ])
  func everyChangeIsNoticedOnce(change: String) async throws {
    try await start()
    try await execute(change)
    #expect(try await readsLines())
    #expect(try await !readsLines())
  }

  @Test func whatIsTouchedAndUnchangedIsReadOnce() async throws {
    try await start()
    let digest = try await column("SELECT digest FROM summary.publication")
    try await execute("UPDATE intake.line SET actual = actual")
    #expect(try await readsLines())
    #expect(try await column("SELECT digest FROM summary.publication") == digest)
    #expect(try await !readsLines())
    let told = try await runNight()
    #expect(told.isUpToDate)
    #expect(told.years == [2023])
    #expect(told.lineCount == 2)
    #expect(told.submissionCount == 2)
    let run = try await column(
      """
      SELECT concat_ws(' ', lines_read, submissions_read, change_detection, change_doubts)
      FROM control.run
      ORDER BY run_id DESC
      LIMIT 1
      """)
    #expect(run == ["0 0 marks"])
  }

  /// Its marks are older than the snapshot of the night that did not see it.
  @Test func aChangeThatWasUnderWayIsNoticedTheNextNight() async throws {
    try await start()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    try await onOwnThread {
      let writer = try Connection(settings)
      try writer.transaction { writer in
        try writer.run(
          Statement(name: "write", sql: "UPDATE intake.line SET actual = 9 WHERE line_no = 1"))
        try Connection(settings).runScript(
          Statement(name: "other", sql: "UPDATE reference.unit SET name = 'renamed'"))
        _ = try NightJob(settings, observe: { _ in }).run(nightRequest())
      }
    }
    #expect(try await column("SELECT total_actual FROM summary.publication") == ["1.20"])
    #expect(try await readsLines())
    #expect(try await column("SELECT total_actual FROM summary.publication") == ["18.00"])
  }

  @Test func whoeverAsksIsNotToldByMarks() async throws {
    try await start()
    #expect(try await readsLines(nightRequest(isFull: true)))
    #expect(try await !readsLines())
    #expect(try await readsLines(nightRequest(years: [2023])))
    try await execute("SELECT control.request_rerun(2023, 'somebody asks')")
    #expect(try await readsLines())
    let outcome = try await column(
      "SELECT outcome FROM control.rerun_request ORDER BY request_id DESC LIMIT 1")
    #expect(outcome == ["confirmed unchanged"])
    #expect(try await !readsLines())
  }

  private static let tables = ["submission", "line", "stated_figure", "explanation"]

  private func putViewsInPlaceOfTables() async throws {
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
  }

  private func putTablesBack() async throws {
    for table in Self.tables {
      try await execute(
        """
        DROP VIEW intake.\(table);
        DROP VIEW IF EXISTS intake.\(table)_below;
        ALTER TABLE intake.\(table)_row RENAME TO \(table);
        """)
    }
    try await execute("SELECT control.watch_intake()")
  }

  /// In a bureau's own views a submission changes with its revision, status or time.
  @Test func viewsAreTrustedByTheirHeads() async throws {
    try await start()
    try await putViewsInPlaceOfTables()
    #expect(try await readsLines(), "another relation may hold other rows")
    #expect(try await !readsLines())
    #expect(
      try await column("SELECT change_detection FROM control.run ORDER BY run_id DESC LIMIT 1")
        == ["heads"])
    try await execute(
      """
      UPDATE intake.submission_row SET submitted_at = now() WHERE submission_id = 1;
      UPDATE intake.line_row SET actual = 3.00 WHERE submission_id = 1;
      """)
    #expect(try await readsLines())
    #expect(try await publishedTotal() == "3.70")
    #expect(try await !readsLines())
    try await putTablesBack()
  }

  /// Lines that change behind an equal head are what a rerun is for; the night after it must not
  /// bring the old figures back.
  @Test func whatARerunFoundBehindAnEqualHeadStays() async throws {
    try await start()
    try await putViewsInPlaceOfTables()
    #expect(try await readsLines())
    try await execute("UPDATE intake.line_row SET actual = 3.00 WHERE submission_id = 1")
    #expect(try await !readsLines())
    try await execute("SELECT control.request_rerun(2023, 'lines changed behind the head')")
    try await runNight(nightRequest(requestedOnly: true))
    #expect(try await publishedTotal() == "3.70")
    for _ in 0..<2 {
      try await runNight()
      #expect(try await publishedTotal() == "3.70")
    }
    #expect(try await !readsLines())
    try await putTablesBack()
  }

  /// What a view is made of is a part of it.
  @Test func viewsBelowViewsAreNoticed() async throws {
    try await start()
    try await putViewsInPlaceOfTables()
    try await execute(
      """
      CREATE VIEW intake.line_below AS
      SELECT *
      FROM intake.line_row;
      CREATE OR REPLACE VIEW intake.line AS
      SELECT *
      FROM intake.line_below;
      """)
    #expect(try await readsLines())
    #expect(try await !readsLines())
    try await execute(
      """
      CREATE OR REPLACE VIEW intake.line_below AS
      SELECT *
      FROM intake.line_row
      WHERE submission_id = 1;
      """)
    #expect(try await readsLines())
    #expect(try await publishedTotal() == "0.50")
    #expect(try await !readsLines())
    try await putTablesBack()
  }

  @Test func anotherProgramReadsAgain() async throws {
    try await start()
    var request = nightRequest()
    request.programVersion = "another"
    #expect(try await readsLines(request))
    #expect(try await !readsLines(request))
  }
}
