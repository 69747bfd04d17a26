import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// Each line of `huizong check`, made to fail or to doubt.
@Suite(.database, .serialized) struct CheckTests {
  private let conninfo = TestDatabase.current.conninfo
  private let name = TestDatabase.current.name
  private var batch: String { conninfo + " options='-c role=huizong_batch'" }

  /// The closed list of lines; `server_version` and `encryption` are looked at elsewhere.
  static let lines = [
    "connection", "server_version", "encoding", "encryption", "schema", "change_detection", "role",
    "may_load", "may_publish", "writable", "connections", "timeouts", "dead_clients", "durability",
    "locks", "jit", "clock", "space", "formulas", "thresholds", "subjects", "units", "last_run",
    "requests", "leftovers",
  ]

  @Test func theLinesAreAClosedListAndABatchMayRun() async throws {
    try await setUpRoles()
    let check = try await Check(batch)
    #expect(check.status == 0, "\(check.text)")
    #expect(check.names == Self.lines)
    #expect(check["role"] == "ok", "\(check.text)")
    #expect(check["may_load"] == "ok")
    #expect(check["may_publish"] == "ok")
    // A role without rights of its own sees no folder; the server of the tests is a careless one.
    #expect(check.notOK == ["durability", "space"], "\(check.text)")
    let people = try await Program.run(["check", "--database", batch])
    #expect(people.output.contains("warn  空间: 一次全部重算约写"), "\(people.output)")
    #expect(people.output.contains("GRANT pg_read_all_settings TO huizong_batch"))
    #expect(people.output.split(separator: "\n").filter { $0.hasPrefix("ok  ") }.count == 23)
    let english = try await Program.run(["check", "--database", batch, "--lang", "en"])
    #expect(english.output.contains("ok    last run: none yet\n"), "\(english.output)")
  }

  @Test func rolesWithTooManyOrTooFewRights() async throws {
    try await setUpRoles()
    let superuser = try await Check(conninfo)
    #expect(superuser["role"] == "doubtful")
    #expect(superuser.status == 0)
    #expect(superuser.found("role").contains("超级用户"))
    let owner = try await Check(conninfo + " options='-c role=huizong_owner'")
    #expect(owner["role"] == "doubtful")
    let analyst = try await Check(conninfo + " options='-c role=huizong_analyst'")
    #expect(analyst.status == 77, "\(analyst.text)")
    #expect(analyst["may_load"] == "fail" && analyst["may_publish"] == "fail")
    try await execute("REVOKE INSERT ON control.audit FROM huizong_batch")
    let batch = try await Check(batch)
    #expect(batch.status == 77)
    #expect(batch.found("may_publish") == "缺 1 项:INSERT control.audit")
    #expect(batch.notOK.contains("may_publish") && !batch.notOK.contains("may_load"))
    try await setUpRoles()
  }

  @Test(
    arguments: [
      ("SET default_transaction_read_only = on", "writable", "fail", 78),
      ("SET idle_in_transaction_session_timeout = '10min'", "timeouts", "doubtful", 0),
      ("SET idle_session_timeout = '5min'", "timeouts", "doubtful", 0),
      ("SET jit = on", "jit", "doubtful", 0),
      ("CONNECTION LIMIT 6", "connections", "fail", 78),
    ] as [(String, String, String, Int32)])
  func settingsOfTheDatabase(
    change: String, line: String, verdict: String, status: Int32
  ) async throws {
    try await execute("ALTER DATABASE \(name) \(change)")
    let check = try await Check(conninfo, ["--workers", "2"])
    try await execute(
      """
      SET default_transaction_read_only = off;
      ALTER DATABASE \(name) RESET ALL;
      ALTER DATABASE \(name) CONNECTION LIMIT -1
      """)
    #expect(check[line] == verdict, "\(check.text)")
    #expect(check.status == status)
    #expect(try await Check(conninfo, ["--workers", "2"])[line] == "ok")
  }

  /// Room that others take is none that is missing for ever.
  @Test func connectionsThatOthersHold() async throws {
    try await execute("ALTER DATABASE \(name) CONNECTION LIMIT 9")
    let (conninfo, name) = (conninfo, name)
    let program = try await onOwnThread {
      let first = try Connection(ConnectionSettings(conninfo: conninfo))
      let second = try Connection(ConnectionSettings(conninfo: conninfo))
      let third = try Connection(ConnectionSettings(conninfo: conninfo))
      let program = try Program(
        Program.path, ["check", "--json", "--workers", "2", "--database", conninfo])
      for connection in [first.backendPID, second.backendPID, third.backendPID] {
        #expect(connection > 0)
      }
      return program
    }
    let check = try Check(program)
    try await execute("ALTER DATABASE \(name) CONNECTION LIMIT -1")
    #expect(check["connections"] == "doubtful", "\(check.text)")
    #expect(check.found("connections") == "上限 9,空闲 6;一次运行需 7")
  }

  @Test func anEncodingThatHoldsNoChinese() async throws {
    let other = name + "_ascii"
    try await execute(
      "CREATE DATABASE \(other) ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    let check = try await Check(conninfo + " dbname=\(other)")
    try await execute("DROP DATABASE \(other)")
    #expect(check["encoding"] == "fail")
    #expect(check.status == 78)
    #expect(check["schema"] == "fail")
  }

  @Test func whatTheTablesHold() async throws {
    try await expect(
      "space", "fail", 73,
      since: "UPDATE pg_class SET reltuples = 1e13 WHERE oid = 'intake.line'::regclass",
      until: "ANALYZE intake.line")
    try await expect(
      "change_detection", "doubtful", 0,
      since: "ALTER TABLE intake.line DISABLE TRIGGER insert_is_marked",
      until: "SELECT control.watch_intake()")
    try await expect(
      "formulas", "doubtful", 0,
      since: """
        INSERT INTO reference.formula_rule (rule_code, valid_from, title, severity, scope, formula)
        VALUES ('B001', 1990, '试', 'error', '*', '三公.决算 =')
        """, until: "DELETE FROM reference.formula_rule")
    try await expect(
      "thresholds", "doubtful", 0,
      since: """
        INSERT INTO reference.rule_setting (rule_code, name, valid_from, value)
        VALUES ('X999', 'amount', 2000, 1)
        """, until: "DELETE FROM reference.rule_setting")
    let filed = """
      INSERT INTO intake.submission
        (submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit)
      VALUES (1, 'A', 2023, 'final_account', 1, 'submitted', 'yuan')
      """
    try await expect(
      "subjects", "doubtful", 0, since: filed, until: "DELETE FROM intake.submission")
    try await expect("units", "doubtful", 0, since: filed, until: "DELETE FROM intake.submission")
    try await expect(
      "units", "fail", 65,
      since: """
        \(filed);
        INSERT INTO reference.unit (unit_code, valid_from, name, parent_code)
        VALUES ('A', 2000, 'A', 'B'), ('B', 2000, 'B', 'A')
        """, until: "DELETE FROM intake.submission; DELETE FROM reference.unit")
    try await expect(
      "requests", "doubtful", 0,
      since: """
        INSERT INTO control.rerun_request (fiscal_year, reason, requested_by, requested_at)
        VALUES (2023, '等了三天的申请', 'somebody', now() - interval '3 days')
        """, until: "DELETE FROM control.rerun_request")
    try await expect(
      "leftovers", "doubtful", 0,
      since: "CREATE SCHEMA volume_99; CREATE TABLE volume_99.cell AS SELECT 1 AS one",
      until: "DROP SCHEMA volume_99 CASCADE")
  }

  @Test func howTheLastRunEnded() async throws {
    let began = """
      INSERT INTO control.run (fence_token, kind, program_version, input_source, host, started_at)
      VALUES (1, 'night', 'x', 'tables', 'h', now() - interval '30 hours')
      """
    try await expect("last_run", "doubtful", 0, since: began, until: "DELETE FROM control.run")
    for (state, code) in [("failed", 69), ("refused", 70), ("abandoned", 0), ("up_to_date", 0)] {
      try await expect(
        "last_run", "doubtful", 0,
        since: """
          \(began);
          UPDATE control.run
          SET state = '\(state)', exit_code = nullif(\(code), 0), finished_at = started_at
          """, until: "DELETE FROM control.run")
    }
  }

  /// Makes a line doubtful or fail, and takes that back.
  private func expect(
    _ line: String, _ verdict: String, _ status: Int32, since change: String, until mend: String
  ) async throws {
    #expect(try await Check(conninfo)[line] == "ok", "before")
    try await execute(change)
    let check = try await Check(conninfo)
    try await execute(mend)
    #expect(check[line] == verdict, "\(check.text)")
    #expect(check.status == status, "\(check.text)")
    #expect(check.advice(line)?.isEmpty == false)
    #expect(try await Check(conninfo)[line] == "ok", "after")
  }

  private func execute(_ sql: String) async throws {
    let settings = ConnectionSettings(conninfo: conninfo)
    let statements = sql.split(separator: ";").map(String.init)
    try await onOwnThread {
      let connection = try Connection(settings)
      // One by one: some refuse to share a transaction.
      for statement in statements {
        try connection.runScript(Statement(name: "change", sql: statement))
      }
    }
  }
}
