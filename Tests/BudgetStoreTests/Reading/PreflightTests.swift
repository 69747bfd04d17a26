import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

@testable import BudgetStore

/// What the checks before a night find, beyond what the command can be made to show.
@Suite(.database, .serialized) struct PreflightTests {
  @Test func aBatchLacksNothingAndMoreThanItsMembershipIsSeen() async throws {
    try await setUpRoles()
    let batch = try await role("huizong_batch")
    #expect(batch.missing == [])
    #expect(batch.isBatch && batch.hasRoles && !batch.isSuperuser && !batch.isOwner)
    #expect(batch.roleName == "huizong_batch")
    let owner = try await role("huizong_owner")
    #expect(owner.isOwner && !owner.isSuperuser)
  }

  /// What roles.sql grants a night is asked for, right by right, and nothing else.
  @Test func everyGrantIsAskedFor() async throws {
    try await setUpRoles()
    let stranger = try await stranger()
    let asked = Set(stranger.missing.filter { $0.privilege != "OWNER" && $0.object != "database" })
    let granted = try await column(
      """
      SELECT privilege_type || ' ' || object
      FROM (
        SELECT format('%I.%I', nspname, relname) AS object, relacl AS acl
        FROM pg_class
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
        UNION ALL
        SELECT nspname, nspacl
        FROM pg_namespace
        UNION ALL
        SELECT format('%s.%s(%s)', nspname, proname, oidvectortypes(proargtypes)),
          proacl
        FROM pg_proc
        JOIN pg_namespace ON pg_namespace.oid = pronamespace
        UNION ALL
        SELECT format('%I.%I.%I', nspname, relname, attname), attacl
        FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
      ) AS granted
      CROSS JOIN LATERAL aclexplode(acl)
      WHERE grantee = 'huizong_batch'::regrole
        AND object ~ '^(intake|reference|control|pg_catalog)'
      """)
    let listed = Set(asked.map { "\($0.privilege) \($0.object)" })
    #expect(Set(granted.compactMap(\.self)) == listed)
  }

  /// Each right that is taken away is told, and no other.
  @Test func everyMissingRightIsTold() async throws {
    try await setUpRoles()
    let stranger = try await stranger()
    let rights = stranger.missing.filter { $0.object != "database" && $0.privilege != "OWNER" }
    #expect(rights.count > 40)
    for right in rights {
      let kind =
        right.privilege == "EXECUTE"
        ? "FUNCTION"
        : right.object.hasSuffix("_seq") ? "SEQUENCE" : right.privilege == "USAGE" ? "SCHEMA" : ""
      let revoked =
        right.object == "control.closed_year.volume_id"
        ? "UPDATE (volume_id) ON control.closed_year"
        : "\(right.privilege) ON \(kind) \(right.object)"
      let found = try await role("huizong_batch", after: "REVOKE \(revoked) FROM huizong_batch")
      #expect(found.missing == [right], "\(right)")
    }
    let homeless = try await role(
      "huizong_batch", after: "ALTER TABLE store.subject_tile OWNER TO huizong_owner")
    #expect(homeless.missing.map(\.object) == ["store.subject_tile"])
    #expect(homeless.missing.map(\.privilege) == ["OWNER"])
    let thinned = try await role(
      "huizong_batch", after: "ALTER TABLE intake.line ENABLE ROW LEVEL SECURITY")
    #expect(thinned.missing.map { "\($0.privilege) \($0.object)" } == ["BYPASSRLS intake.line"])
  }

  @Test func aClockThatIsAheadOrBehindIsSeen() async throws {
    let ahead = try await connected { try difference(-20_000, on: $0) }
    let behind = try await connected { try difference(20_000, on: $0) }
    let near = try await connected { try difference(0, on: $0) }
    #expect((20_000..<25_000).contains(ahead))
    #expect((-20_000 ..< -15_000).contains(behind))
    #expect((0..<5000).contains(near))
  }

  @Test func aServerThatDoesNotNoticeDeadClientsIsSeen() async throws {
    let (usual, without) = try await connected { connection in
      let usual = try SettingsInspection(on: connection)
      try connection.runScript(
        Statement(name: "turn_off", sql: "SET client_connection_check_interval = 0"))
      return (usual, try SettingsInspection(on: connection))
    }
    #expect(usual.noticesDeadClients)
    #expect(!without.noticesDeadClients)
  }

  /// A night of all years writes what stands, once more through the log where there is one.
  @Test func aNightIsEstimated() async throws {
    _ = try await fileSample(.init(unitCount: 12, years: 2022...2023))
    let before = try await connected { try SpaceInspection(on: $0) }
    #expect(before.yearCount == 0)
    #expect(before.filedYearCount == 2 && before.lineBytes > 0)
    try await runNight()
    let after = try await connected { try SpaceInspection(on: $0) }
    #expect(after.yearCount == 2)
    #expect(after.volumeBytes > 0 && after.leafBytes > 0)
    let stored = after.volumeBytes + after.leafBytes
    // What was foretold of the first night is what it came to, within a factor of two.
    let foretold = before.writesLog ? before.estimatedBytes / 2 : before.estimatedBytes
    #expect((stored / 2...2 * stored).contains(foretold), "\(foretold) and \(stored)")
    #expect(after.estimatedBytes == (after.writesLog ? 2 * stored : stored))
  }

  /// Somebody who may do nothing that a night does.
  private func stranger() async throws -> RoleInspection {
    try await role("huizong_unit", after: "REVOKE USAGE ON SCHEMA control FROM huizong_unit")
  }

  private func role(_ name: String, after change: String = "") async throws -> RoleInspection {
    try await connected { connection in
      try connection.runScript(
        Statement(name: "become", sql: "BEGIN; \(change); SET LOCAL ROLE \(name)"))
      // The end of the connection takes it back.
      return try RoleInspection(on: connection)
    }
  }

  private func connected<Result: Sendable>(
    _ body: @escaping @Sendable (borrowing Connection) throws -> Result
  ) async throws -> Result {
    let conninfo = TestDatabase.current.conninfo
    return try await onOwnThread {
      try body(try Connection(ConnectionSettings(conninfo: conninfo)))
    }
  }
}

/// What is found by a machine whose clock differs from the database's.
private func difference(
  _ milliseconds: Int64, on connection: borrowing Connection
) throws -> Int64 {
  let there = try connection.run(.readClock)[0].int("milliseconds")
  return try ClockInspection(on: connection) { there + milliseconds }.aheadMilliseconds
}
