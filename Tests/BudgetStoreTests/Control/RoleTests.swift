import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient
import SampleDistrict
import Testing

/// `deploy/postgres/roles.sql`, run twice, and what each role may then do.
@Suite(.database, .serialized)
struct RoleTests {
  @Test(
    arguments: [
      ("huizong_analyst", "SELECT count(*) FROM reference.unit", true),
      ("huizong_analyst", "SELECT count(*) FROM intake.line", false),
      ("huizong_analyst", "SELECT control.request_rerun(2023, 'an analyst asks')", false),
      ("huizong_admin", "SELECT control.request_rerun(2023, 'an admin asks')", true),
      ("huizong_analyst", "SELECT control.close_year(2023, 'an analyst closes')", false),
      ("huizong_batch", "SELECT control.close_year(2023, 'a batch closes')", false),
      ("huizong_batch", "SELECT control.reopen_year(2023, 'a batch reopens')", false),
      ("huizong_unit", "SELECT control.reopen_year(2023, 'a unit reopens')", false),
      ("huizong_admin", "UPDATE control.closed_year SET reopened_at = now()", false),
      ("huizong_batch", "UPDATE control.closed_year SET reason = 'another one'", false),
      ("huizong_batch", "SELECT count(*) FROM control.closed_submissions()", true),
      ("huizong_analyst", "SELECT count(*) FROM summary.closed_year", true),
      ("huizong_analyst", "SELECT count(资金性质) FROM summary_zh.功能科目年度", true),
      ("huizong_unit", "SELECT count(*) FROM summary_zh.功能科目年度", false),
      ("huizong_admin", "SELECT count(*) FROM control.audit", true),
      ("huizong_admin", "DELETE FROM control.audit", false),
      ("huizong_batch", "SELECT count(*) FROM intake.line", true),
      ("huizong_batch", "SELECT control.reopen_dead_requests()", true),
      ("huizong_admin", "DELETE FROM control.confirmation", false),
      ("huizong_batch", "INSERT INTO control.audit (action) VALUES ('publish')", true),
      ("huizong_batch", "DELETE FROM intake.line", false),
      ("huizong_batch", "SELECT control.fold_changes()", true),
      ("huizong_admin", "SELECT control.fold_changes()", false),
      ("huizong_admin", "DELETE FROM control.submission_change", false),
      ("huizong_batch", "SELECT control.watch_intake()", false),
      ("huizong_batch", "UPDATE intake.submission SET status = 'accepted'", false),
      ("huizong_batch", "TRUNCATE intake.line", false),
      ("huizong_batch", "DELETE FROM reference.unit", false),
      ("huizong_batch", "UPDATE reference.rule_setting SET value = 0", false),
      ("huizong_batch", "CREATE TABLE control.mine (id integer)", false),
      ("huizong_batch", "SELECT pg_advisory_lock(1)", true),
      ("huizong_analyst", "SELECT pg_try_advisory_lock(1215654266, 1)", false),
      ("huizong_admin", "DELETE FROM control.publication", false),
      ("huizong_admin", "UPDATE control.current_publication SET publication_id = NULL", false),
      ("huizong_admin", "DELETE FROM store.subject_tile", false),
      ("huizong_analyst", "DELETE FROM store.subject_tile", false),
      ("huizong_analyst", "SELECT count(*) FROM own_summary.subject_year", false),
      ("huizong_unit", "SELECT count(*) FROM own_summary.subject_year", true),
      ("huizong_unit", "SELECT count(*) FROM own_summary.anomaly", true),
      ("huizong_batch", "UPDATE control.publication SET digest = 'x'", false),
      ("huizong_unit", "SELECT count(*) FROM reference.unit", false),
      ("huizong_unit", "SELECT count(*) FROM control.anomaly_answer", false),
      ("huizong_unit", "SELECT count(*) FROM control.unit_member", false),
      ("huizong_unit", "SELECT control.request_rerun(2023, 'a unit asks')", false),
      ("huizong_analyst", "SELECT count(status) FROM summary.anomaly", true),
      ("huizong_analyst", "SELECT count(answers) FROM summary.anomaly_history", true),
      ("huizong_analyst", "SELECT count(*) FROM summary.explain(2023, '*', '*')", true),
      ("huizong_analyst", "SELECT count(*) FROM summary.explain_lines(2023, '*', '*')", true),
      ("huizong_analyst", "SELECT count(*) FROM summary.explain_comparable(2023, '*', '*')", true),
      (
        "huizong_analyst", "SELECT count(*) FROM summary.explain_comparable_lines(2023, '*', '*')",
        true
      ),
      ("huizong_analyst", "SELECT store.counted_code('201')", false),
      ("huizong_analyst", "SELECT count(*) FROM store.explain(2023, '*', '*')", false),
      ("huizong_unit", "SELECT count(*) FROM summary.explain(2023, '*', '*')", false),
      ("huizong_unit", "SELECT count(*) FROM summary.explain_lines(2023, '*', '*')", false),
      ("huizong_analyst", "SELECT control.answer_anomaly(1, 'accept', 'accepted')", false),
      ("huizong_batch", "SELECT control.answer_anomaly(1, 'accept', 'accepted')", false),
      ("huizong_admin", "SELECT count(*) FROM control.anomaly_answer", true),
      ("huizong_admin", "UPDATE control.anomaly_answer SET text = 'rewritten'", false),
      ("huizong_admin", "SELECT control.is_member_of('a', 'b', 2023)", false),
    ])
  func aRoleMayDoItsWorkOnly(role: String, sql: String, isAllowed: Bool) async throws {
    try await setUpRoles()
    try await setUpRoles()
    do {
      try await execute("BEGIN; SET LOCAL ROLE \(role); \(sql); COMMIT;")
      #expect(isAllowed)
    } catch let error as PostgresError {
      #expect(!isAllowed && error.isPermission, "\(error)")
    }
  }

  @Test func anAdministratorMayImportAndABatchMayNot() async throws {
    try await setUpRoles()
    let seeds = checkout + "/sql/seeds"
    for (role, isAllowed) in [("huizong_admin", true), ("huizong_batch", false)] {
      let conninfo = TestDatabase.current.conninfo
      let outcome = try await onOwnThread {
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        try connection.runScript(Statement(name: "become", sql: "SET ROLE \(role)"))
        return Result { try Importer(directory: seeds, replace: true).run(on: connection) }
      }
      switch outcome {
      case .success: #expect(isAllowed)
      case .failure(let error):
        #expect(!isAllowed && (error as? PostgresError)?.isPermission == true)
      }
    }
  }

  /// The sessions of analysts, who set nothing themselves, compile no plans.
  @Test func theDatabaseCompilesNoPlans() async throws {
    try await setUpRoles()
    try await setUpRoles()
    let settings = try await column(
      """
      SELECT setting
      FROM pg_db_role_setting
      JOIN pg_database
        ON pg_database.oid = setdatabase
      CROSS JOIN unnest(setconfig) AS setting
      WHERE datname = current_database()
        AND setrole = 0
      """)
    #expect(settings == ["jit=off"])
  }

  private func runAsBatch(_ request: RunRequest) async throws -> RunReceipt {
    var settings = ConnectionSettings(
      conninfo: TestDatabase.current.conninfo + " options='-c role=huizong_batch'")
    settings.applicationName = "huizong"
    return try await onOwnThread { [settings] in
      try NightJob(settings, observe: { _ in }).run(request)
    }
  }

  /// A year is closed by an administrator, kept by a batch and seen by analysts.
  @Test func anAdministratorMayCloseAYear() async throws {
    try await fileSample(SampleOptions(unitCount: 12, years: 2022...2023))
    try await runNight(nightRequest(isFull: true))
    try await setUpRoles()
    // Another owner is another definition of the tables.
    #expect(try await runAsBatch(nightRequest()).isUpToDate)
    let closed = try await asked(
      by: "huizong_admin", "SELECT control.close_year(2022, 'an administrator closes it')")
    #expect(closed != nil)
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE functional_code = '*'")
    #expect(try await runAsBatch(nightRequest()).hasPublished)
    let later = "SELECT count(*) > 0 FROM summary.anomaly WHERE rule_code = 'U090'"
    #expect(try await asked(by: "huizong_analyst", later) == "t")
    _ = try await asked(
      by: "huizong_admin", "SELECT control.reopen_year(2022, 'an administrator reopens it')")
    #expect(try await runAsBatch(nightRequest()).hasPublished)
    #expect(try await asked(by: "huizong_analyst", later) == "f")
  }

  /// Everything a night does: publish, find nothing to do, publish again, detach, rerun a year.
  @Test func aBatchMayRunNights() async throws {
    try await fileSample(SampleOptions(unitCount: 12, years: 2022...2023))
    try await runNight()
    try await setUpRoles()
    try await setUpRoles()
    #expect(try await runAsBatch(nightRequest()).isUpToDate)
    #expect(try await runAsBatch(nightRequest(isFull: true)).hasPublished)
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE functional_code = '*'")
    try await execute("SELECT control.request_rerun(2022, 'a batch serves it')")
    #expect(try await runAsBatch(nightRequest(requestedOnly: true)).hasPublished)
    let attached = try await column(
      """
      SELECT count(*)
      FROM pg_inherits
      WHERE inhparent = 'store.subject_tile'::regclass
      """)
    #expect(attached == ["2"])
    let cells = try await asked(
      by: "huizong_analyst", "SELECT count(*) > 0 FROM summary.subject_year")
    #expect(cells == "t")
    // What the function reads is its owner's to read; the sum of the lines is the figure.
    let difference = try await asked(
      by: "huizong_analyst",
      """
      SELECT sum(line.actual) - (
        SELECT actual
        FROM summary.subject_year
        WHERE fiscal_year = 2022
          AND unit_code = '*'
          AND subject_code = '*'
          AND fund_type = '*'
      )
      FROM summary.explain_lines(2022, '*', '*') AS line
      WHERE line.part = 'line'
      """)
    #expect(difference == "0.00")
  }
}
