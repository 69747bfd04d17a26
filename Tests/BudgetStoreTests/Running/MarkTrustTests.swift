import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Every known way past the triggers: a night reads everything after each.
@Suite(.database, .serialized)
struct MarkTrustTests {
  /// How a change is made without a mark, and how the tables come back to what they were.
  struct WayRound: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    var back = "SELECT control.watch_intake()"
  }

  private static let change = "SET actual = 0.90 WHERE submission_id = 1"

  private static let waysRound = [
    WayRound(
      testDescription: "a trigger is off for a while",
      sql: """
        ALTER TABLE intake.line DISABLE TRIGGER update_is_marked;
        UPDATE intake.line \(change);
        ALTER TABLE intake.line ENABLE ALWAYS TRIGGER update_is_marked;
        """),
    WayRound(
      testDescription: "pg_restore --disable-triggers",
      sql: """
        ALTER TABLE intake.line DISABLE TRIGGER ALL;
        UPDATE intake.line \(change);
        ALTER TABLE intake.line ENABLE TRIGGER ALL;
        """),
    WayRound(
      testDescription: "a session that replays",
      sql: "SET session_replication_role = replica; UPDATE intake.line \(change)"),
    WayRound(
      testDescription: "a column of another type",
      sql: """
        ALTER TABLE intake.line ALTER actual TYPE numeric
        USING CASE submission_id WHEN 1 THEN 0.90 ELSE actual END
        """),
    WayRound(
      testDescription: "a table emptied and filled again",
      sql: """
        CREATE TEMP TABLE kept AS TABLE intake.line;
        TRUNCATE intake.line;
        UPDATE kept \(change);
        INSERT INTO intake.line TABLE kept;
        """),
    WayRound(
      testDescription: "a view in the place of the table",
      sql: """
        ALTER TABLE intake.line RENAME TO line_row;
        ALTER TABLE intake.line_row DISABLE TRIGGER USER;
        UPDATE intake.line_row \(change);
        CREATE VIEW intake.line AS TABLE intake.line_row;
        """,
      back: """
        DROP VIEW intake.line;
        ALTER TABLE intake.line_row RENAME TO line;
        SELECT control.watch_intake();
        """),
    WayRound(
      testDescription: "another table of the same name",
      sql: """
        ALTER TABLE intake.line RENAME TO line_before;
        CREATE TABLE intake.line (LIKE intake.line_before INCLUDING ALL);
        INSERT INTO intake.line TABLE intake.line_before;
        UPDATE intake.line \(change);
        SELECT control.watch_intake();
        """,
      back: """
        DROP TABLE intake.line;
        ALTER TABLE intake.line_before RENAME TO line;
        """),
    WayRound(
      testDescription: "through a parent",
      sql: """
        CREATE TABLE intake.parent (LIKE intake.line);
        ALTER TABLE intake.line INHERIT intake.parent;
        UPDATE intake.parent \(change);
        ALTER TABLE intake.line NO INHERIT intake.parent;
        DROP TABLE intake.parent;
        """),
    WayRound(
      testDescription: "as a partition",
      sql: """
        CREATE TABLE intake.parent (LIKE intake.line) PARTITION BY RANGE (submission_id);
        ALTER TABLE intake.parent ATTACH PARTITION intake.line
        FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
        UPDATE intake.parent \(change);
        ALTER TABLE intake.parent DETACH PARTITION intake.line;
        DROP TABLE intake.parent;
        """),
    WayRound(
      testDescription: "a function that marks nothing for a while",
      sql: """
        CREATE TEMP TABLE kept AS
        SELECT pg_get_functiondef('control.mark_changes()'::regprocedure) AS definition;
        CREATE OR REPLACE FUNCTION control.mark_changes() RETURNS trigger
        LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        UPDATE intake.line \(change);
        DO $$ BEGIN EXECUTE (SELECT definition FROM kept); END $$;
        """),
    WayRound(
      testDescription: "a rule that writes into the table",
      sql: """
        CREATE TABLE intake.letterbox (id bigint);
        CREATE RULE file AS ON INSERT TO intake.letterbox
        DO INSTEAD UPDATE intake.line SET actual = 0.90 WHERE submission_id = NEW.id;
        INSERT INTO intake.letterbox VALUES (1);
        DROP TABLE intake.letterbox;
        """),
  ]

  @Test(arguments: waysRound)
  func changesAreNoticedEitherWay(way: WayRound) async throws {
    try await startWithMarks()
    try await execute(way.sql)
    #expect(try await readsLines())
    #expect(try await publishedTotal() == "1.60")
    try await execute(way.back)
    _ = try await readsLines()
    #expect(try await !readsLines())
  }

  /// Where a change might leave no trace, each night reads everything and says why.
  @Test(arguments: [
    ("ALTER TABLE intake.line DISABLE TRIGGER delete_is_marked", "line:unmarked", ""),
    ("ALTER TABLE intake.line ENABLE TRIGGER delete_is_marked", "line:unmarked", ""),
    ("DROP TRIGGER replayed_row_is_marked ON intake.line", "line:unmarked", ""),
    (
      "CREATE TABLE intake.child () INHERITS (intake.line)", "line:inherited",
      "DROP TABLE intake.child; ANALYZE intake.line"
    ),
    (
      "ALTER TABLE intake.explanation ENABLE ROW LEVEL SECURITY", "explanation:row_security",
      "ALTER TABLE intake.explanation DISABLE ROW LEVEL SECURITY"
    ),
    (
      "CREATE DOMAIN intake.words AS text; "
        + "ALTER TABLE intake.submission ALTER source TYPE intake.words",
      "submission:own_type",
      "ALTER TABLE intake.submission ALTER source TYPE text; DROP DOMAIN intake.words"
    ),
    (
      "ALTER TABLE intake.stated_figure SET UNLOGGED", "stated_figure:unlogged",
      "ALTER TABLE intake.stated_figure SET LOGGED"
    ),
  ])
  func doubtsAreToldAndEverythingIsRead(sql: String, doubt: String, back: String) async throws {
    try await startWithMarks()
    try await execute(sql)
    for _ in 0..<2 {
      #expect(try await readsLines())
      let told = try await column(
        """
        SELECT change_detection || ' ' || array_to_string(change_doubts, ' ')
        FROM control.run
        ORDER BY run_id DESC
        LIMIT 1
        """)
      #expect(told == ["everything \(doubt)"])
    }
    try await execute(back + "; SELECT control.watch_intake()")
    #expect(try await readsLines())
    #expect(try await !readsLines())
  }

  /// A child's rows lie on pages of their own, which the table that it inherits from has not.
  @Test func rowsOfAChildCount() async throws {
    try await startWithMarks()
    let total = try await column("SELECT total_actual FROM summary.publication")
    try await execute(
      """
      CREATE TABLE intake.child () INHERITS (intake.line);
      INSERT INTO intake.child SELECT * FROM intake.line;
      DELETE FROM ONLY intake.line
      """)
    try await execute("VACUUM intake.line")
    let night = try await runNight()
    #expect(night.lineCount == 2)
    #expect(try await column("SELECT total_actual FROM summary.publication") == total)
    try await execute(
      """
      INSERT INTO intake.line SELECT * FROM intake.child;
      DROP TABLE intake.child;
      ANALYZE intake.line
      """)
  }

  /// What a policy hides from the batch role is not there for it; a night must not publish without.
  @Test func aPolicyThatHidesRowsStopsTheNight() async throws {
    try await startWithMarks()
    try await setUpRoles()
    let published = try await everythingPublished()
    try await execute("ALTER TABLE intake.line ENABLE ROW LEVEL SECURITY")
    let settings = ConnectionSettings(
      conninfo: TestDatabase.current.conninfo + " options='-c role=huizong_batch'")
    let error = await #expect(throws: PostgresError.self) {
      try await onOwnThread { try NightJob(settings, observe: { _ in }).run(nightRequest()) }
    }
    #expect(error?.isPermission == true)
    #expect(try await everythingPublished() == published)
    try await execute("ALTER TABLE intake.line DISABLE ROW LEVEL SECURITY")
  }

  /// What a bureau does with its tables every day costs no reading.
  @Test(arguments: [
    "VACUUM intake.line", "ANALYZE", "VACUUM FREEZE intake.submission", "REINDEX TABLE intake.line",
    "CREATE INDEX own ON intake.line (actual)", "DROP INDEX intake.own",
  ])
  func upkeepIsNoChange(sql: String) async throws {
    try await startWithMarks()
    try await execute(sql)
    #expect(try await !readsLines())
  }

  /// Rows that logical replication applies fire no trigger of a statement.
  @Test func replayedRowsAreMarked() async throws {
    try await startWithMarks()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let change = Statement(
      name: "replay",
      sql: """
        BEGIN;
        ALTER TABLE intake.line
          DISABLE TRIGGER insert_is_marked, DISABLE TRIGGER update_is_marked,
          DISABLE TRIGGER delete_is_marked;
        SET LOCAL session_replication_role = replica;
        UPDATE intake.line SET submission_id = 7 WHERE submission_id = 1;
        DELETE FROM intake.line WHERE submission_id = 2;
        INSERT INTO intake.line (submission_id, line_no, section) VALUES (5, 1, 'functional');
        """)
    let marks = Statement(
      name: "marks",
      sql: """
        SELECT string_agg(submission_id::text, ' ' ORDER BY submission_id)
        FROM control.submission_change
        WHERE transaction = pg_current_xact_id()
        """, shape: .oneRow)
    let marked = try await onOwnThread {
      let connection = try Connection(settings)
      try connection.runScript(change)
      return try connection.run(marks)[0].text(0)
    }
    #expect(marked == "1 2 5 7")
  }

  @Test(arguments: [
    "DELETE FROM control.submission_change", "TRUNCATE control.submission_change",
    "UPDATE control.submission_change SET weight = 0",
  ])
  func marksStay(sql: String) async throws {
    try await startWithMarks()
    do {
      try await execute(sql)
      Issue.record("\(sql) is refused")
    } catch let error as PostgresError {
      #expect(error.sqlState == "23001")
    }
  }
}
