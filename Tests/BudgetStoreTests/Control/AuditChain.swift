import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// The chain of the audit in the suite's database.
func auditVerification(noted: AuditMark? = nil) async throws -> AuditVerification {
  let conninfo = TestDatabase.current.conninfo
  return try await onOwnThread {
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    return try connection.transaction(.repeatableRead(readOnly: true)) { connection in
      try AuditReader.verification(noted: noted, on: connection)
    }
  }
}

/// What the verification says after somebody who owns the tables has tampered with them, and
/// before it is taken back.
func verification(
  after tampering: String, as role: String? = "huizong_owner", noted: AuditMark? = nil
) async throws -> AuditVerification {
  let conninfo = TestDatabase.current.conninfo
  return try await onOwnThread {
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    var found: AuditVerification?
    do {
      try connection.transaction { connection in
        try connection.runScript(
          Statement(
            name: "tamper",
            sql: """
              \(role.map { "SET LOCAL ROLE \($0);" } ?? "")
              ALTER TABLE control.audit DISABLE TRIGGER USER;
              ALTER TABLE control.audit_head DISABLE TRIGGER USER;
              \(tampering)
              """))
        found = try AuditReader.verification(noted: noted, on: connection)
        throw TakenBack()
      }
    } catch is TakenBack {}
    return try #require(found)
  }
}

private struct TakenBack: Error {}

/// SQL that forgers need: every digest from record `from` on made anew over what stands there now,
/// and the head of the chain moved to its new end.
func forgedChain(from first: Int) -> String {
  """
  DO $forge$
  DECLARE
    found record;
    before bytea := (SELECT digest FROM control.audit WHERE audit_id = \(first) - 1);
  BEGIN
    FOR found IN
      SELECT *
      FROM control.audit
      WHERE audit_id >= \(first)
      ORDER BY audit_id
    LOOP
      UPDATE control.audit
      SET
        previous_digest = before,
        digest = sha256(coalesce(before, '') || convert_to(
          jsonb_build_array(
            2, found.audit_id, extract(epoch FROM found.at), found.actor, host(found.address),
            found.action, found.reason, found.old_run_id, found.new_run_id, found.detail
          )::text, 'UTF8'))
      WHERE audit_id = found.audit_id
      RETURNING digest INTO before;
    END LOOP;
    UPDATE control.audit_head
    SET audit_id = coalesce((SELECT max(audit_id) FROM control.audit), 0), digest = before;
  END
  $forge$;
  """
}
