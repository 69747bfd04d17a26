import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// The trace that cannot be rewritten unnoticed.
@Suite(.database, .serialized)
struct AuditTests {
  /// Three requests, two publications and one more request.
  private func fill() async throws -> AuditVerification {
    try await HandWrittenDistrict.twoDepartments.file()
    try await setUpRoles()
    for year in 2010...2012 {
      try await execute("SELECT control.request_rerun(\(year), 'asked for in \(year)')")
    }
    try await runNight(nightRequest(isFull: true))
    try await execute("UPDATE intake.line SET actual = actual + 1")
    try await runNight()
    try await execute("SELECT control.request_rerun(2013, 'asked for at the end')")
    let whole = try await auditVerification()
    #expect(whole.defects == [])
    #expect(whole.recordCount >= 6)
    #expect(whole.head?.auditID == whole.recordCount)
    return whole
  }

  @Test func aRecordSaysWhoWhyAndWhichRuns() async throws {
    _ = try await fill()
    let asked = try await rows(
      "actor = session_user, address, reason, old_run_id, new_run_id", from: "control.audit",
      where: "action = 'request_rerun' AND detail ->> 'fiscal_year' = '2013'")
    #expect(asked.contains("true - asked for at the end - -"))
    let published = try await column(
      """
      SELECT concat_ws(' ', old_run_id = lag(new_run_id) OVER (ORDER BY audit_id), new_run_id =
        (detail ->> 'run_id')::bigint)
      FROM control.audit
      WHERE action = 'publish'
      ORDER BY audit_id DESC
      LIMIT 1
      """)
    #expect(published == ["t t"])
  }

  /// What a record says.
  private static let changes: [(String, [AuditDefect.Kind])] =
    [
      "action = 'nothing'", "actor = 'somebody'", "at = at + interval '1 microsecond'",
      "address = '192.0.2.1'", "reason = 'another reason'", "reason = NULL",
      "old_run_id = 4", "new_run_id = 5", "detail = detail || '{\"fiscal_year\": 1999}'",
      "digest = sha256(digest)", "form = 1",
    ].map { ("UPDATE control.audit SET \($0) WHERE audit_id = 2;", [.content]) }

  /// Which records there are, and in which order.
  private static func moves(last: Int64) -> [(String, [AuditDefect.Kind])] {
    [
      ("DELETE FROM control.audit WHERE audit_id = 1;", [.link, .gap]),
      ("DELETE FROM control.audit WHERE audit_id = 3;", [.link, .gap]),
      ("DELETE FROM control.audit WHERE audit_id = \(last);", [.end]),
      ("DELETE FROM control.audit WHERE audit_id > 2;", [.end, .anchor]),
      ("TRUNCATE control.audit;", [.end, .anchor]),
      ("TRUNCATE control.audit, control.audit_head;", [.end, .anchor]),
      (
        """
        UPDATE control.audit SET audit_id = -1 WHERE audit_id = 2;
        UPDATE control.audit SET audit_id = 2 WHERE audit_id = 3;
        UPDATE control.audit SET audit_id = 3 WHERE audit_id = -1;
        """, [.content, .link]
      ),
      (
        """
        INSERT INTO control.audit (audit_id, at, actor, action, previous_digest, digest)
        VALUES (\(last + 1), now(), 'somebody', 'close_year',
          (SELECT digest FROM control.audit_head), sha256('x'));
        """, [.content, .end]
      ),
      (
        """
        UPDATE control.audit SET audit_id = audit_id + 1000000 WHERE audit_id > 1;
        UPDATE control.audit SET audit_id = audit_id - 999999 WHERE audit_id > 1000000;
        INSERT INTO control.audit (audit_id, at, actor, action, previous_digest, digest)
        VALUES (2, now(), 'somebody', 'close_year', sha256('y'), sha256('x'));
        """, [.content, .link, .end]
      ),
      // The chain made anew, head and all: the publications know better.
      (
        "UPDATE control.audit SET actor = 'somebody' WHERE audit_id = 1;" + forgedChain(from: 1),
        [.anchor]
      ),
      ("DELETE FROM control.audit WHERE audit_id > 2;" + forgedChain(from: 2), [.anchor]),
    ]
  }

  /// Everything that the owner of the tables can do to records while the triggers sleep.
  @Test func everyTamperingIsDetected() async throws {
    let whole = try await fill()
    let last = whole.recordCount
    #expect(try await verification(after: "").defects == [])
    for (tampering, kinds) in Self.changes + Self.moves(last: last) {
      let found = try await verification(after: tampering)
      let seen = Set(found.defects.map(\.kind.rawValue))
      #expect(seen.isSuperset(of: kinds.map(\.rawValue)), "\(tampering) \(found.defects)")
    }
    #expect(try await auditVerification().defects == [])
  }

  /// What comes after the last publication, rewritten with its digests, shows by what was noted
  /// outside, and by nothing in the database.
  @Test func whatWasNotedOutsideShowsTheRest() async throws {
    let whole = try await fill()
    let last = whole.recordCount
    let forgery =
      "UPDATE control.audit SET reason = 'another' WHERE audit_id = \(last);"
      + forgedChain(from: Int(last))
    #expect(try await verification(after: forgery).defects == [])
    let shorter =
      "DELETE FROM control.audit WHERE audit_id = \(last);" + forgedChain(from: Int(last))
    for tampering in [forgery, shorter] {
      let found = try await verification(after: tampering, noted: whole.head)
      #expect(found.defects.map(\.kind) == [.noted])
    }
    #expect(try await auditVerification(noted: whole.head).defects == [])
  }

  @Test(arguments: ["huizong_admin", "huizong_batch", "huizong_analyst", "huizong_unit"])
  func nobodyElseCanTamper(role: String) async throws {
    try await setUpRoles()
    try await execute("SELECT control.request_rerun(2010, 'asked for to be there')")
    for sql in [
      "UPDATE control.audit SET reason = 'another'", "DELETE FROM control.audit",
      "TRUNCATE control.audit", "ALTER TABLE control.audit DISABLE TRIGGER USER",
      "UPDATE control.audit_head SET audit_id = audit_id + 1", "DELETE FROM control.audit_head",
      "UPDATE control.publication SET audit_digest = ''",
      "DROP TRIGGER audit_is_sealed ON control.audit",
      "SELECT control.seal_audit()", "SELECT nextval('control.audit_waiting')",
      "SET session_replication_role = replica",
    ] {
      let error = await #expect(throws: PostgresError.self) {
        try await execute("BEGIN; SET LOCAL ROLE \(role); \(sql); COMMIT;")
      }
      #expect(error?.isPermission == true, "\(role) \(sql) \(error as Any)")
    }
    // The owner is refused as long as the triggers are awake.
    for sql in [
      "UPDATE control.audit SET reason = 'another'", "DELETE FROM control.audit",
      "TRUNCATE control.audit", "UPDATE control.audit_head SET audit_id = 0, digest = NULL",
      "DELETE FROM control.audit_head",
    ] {
      let error = await #expect(throws: PostgresError.self) {
        try await execute("BEGIN; SET LOCAL ROLE huizong_owner; \(sql); COMMIT;")
      }
      #expect(error?.sqlState == "23001", "\(sql) \(error as Any)")
    }
  }

  /// Somebody who has asked for something and leaves the transaction open keeps nobody waiting.
  @Test func anOpenTransactionHoldsNobody() async throws {
    let conninfo = TestDatabase.current.conninfo
    let counts = try await onOwnThread {
      let idle = try Connection(ConnectionSettings(conninfo: conninfo))
      let other = try Connection(ConnectionSettings(conninfo: conninfo, lockTimeoutSeconds: 1))
      let write = Statement(
        name: "write", sql: "INSERT INTO control.audit (action) VALUES ('try')")
      let count = Statement(
        name: "count", sql: "SELECT count(*) AS count FROM control.audit WHERE action = 'try'",
        shape: .oneRow)
      return try idle.transaction { idle in
        try idle.run(write)
        try idle.run(write)
        try other.run(write)
        return [try other.run(count)[0].int("count"), try idle.run(count)[0].int("count")]
      }
    }
    #expect(counts == [1, 3])
    #expect(try await auditVerification().defects == [])
  }

  @Test func manyRecordsAtOnceMakeOneChain() async throws {
    let before = try await auditVerification().recordCount
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          for _ in 0..<10 {
            try await execute(
              """
              INSERT INTO control.audit (action) VALUES ('try');
              INSERT INTO control.audit (action) VALUES ('try \(number)');
              """)
          }
        }
      }
      try await group.waitForAll()
    }
    // A whole department joins in one statement.
    let began = ContinuousClock.now
    try await execute(
      """
      INSERT INTO control.unit_member
      SELECT 'huizong_test_many', 'unit ' || number, false
      FROM generate_series(1, 5000) AS number
      """)
    #expect(ContinuousClock.now - began < .seconds(10))
    let whole = try await auditVerification()
    #expect(whole.defects == [])
    #expect(whole.recordCount == before + 160 + 5000)
  }
}
