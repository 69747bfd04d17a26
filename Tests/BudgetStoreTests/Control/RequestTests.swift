import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Asking for a year again, and the trace it leaves.
@Suite(.database, .serialized)
struct RequestTests {
  private static let request = "SELECT control.request_rerun($1, $2)"

  @Test func anOpenRequestIsReturnedAndNotDoubled() async throws {
    let first = try await column(Self.request, [.int(2023), .text("late final account")])
    let second = try await column(Self.request, [.int(2023), .text("asked once more")])
    let other = try await column(Self.request, [.int(2022), .text("another year")])
    #expect(first == second)
    #expect(first != other)
    let trace = try await column(
      """
      SELECT detail ->> 'reason'
      FROM control.audit
      WHERE action = 'request_rerun' AND actor = session_user
      ORDER BY audit_id
      """)
    #expect(trace.suffix(3) == ["late final account", "asked once more", "another year"])
  }

  @Test func aReasonIsNeeded() async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await column(Self.request, [.int(2021), .text("  so  ")])
    }
    #expect(error?.place.constraint == "reason_says_something")
  }

  @Test func twoWhoAskAtOnceGetOneRequest() async throws {
    async let first = column(Self.request, [.int(2019), .text("asked at once, one")])
    async let second = column(Self.request, [.int(2019), .text("asked at once, two")])
    let ids = try await [first, second]
    #expect(ids[0] == ids[1])
    try await expectAWholeChain()
  }

  @Test func theAuditCannotBeRewritten() async throws {
    _ = try await column(Self.request, [.int(2018), .text("to be rewritten")])
    for change in [
      "UPDATE control.audit SET action = 'nothing'", "DELETE FROM control.audit",
      "TRUNCATE control.audit",
    ] {
      await #expect(throws: PostgresError.self) { try await execute(change) }
    }
    // A name, a number and a digest of one's own are overwritten.
    try await execute(
      """
      INSERT INTO control.audit (audit_id, at, actor, action, digest)
      VALUES (99, '2000-01-01', 'somebody else', 'pretend', '\\x00')
      """)
    let pretenders = try await column("SELECT actor FROM control.audit WHERE audit_id = 99")
    #expect(pretenders == [])
    try await expectAWholeChain()
  }

  private func expectAWholeChain() async throws {
    #expect(try await auditVerification().defects == [])
  }
}
