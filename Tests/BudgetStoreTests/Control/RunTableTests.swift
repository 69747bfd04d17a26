import BudgetTestSupport
import PostgresClient
import Testing

/// What the run tables refuse, whatever a program sends: the last guard of the protocol.
@Suite(.database, .serialized)
struct RunTableTests {
  private static let start = """
    INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
    SELECT coalesce(max(fence_token), 0) + 1, 'night', '0', 'tables', 'test' FROM control.run;
    """
  private static let last = "run_id = (SELECT max(run_id) FROM control.run)"

  @Test(
    arguments: [
      (["staged", "published", "superseded"], true), (["up_to_date"], true), (["refused"], true),
      (["staged", "failed"], true), (["staged", "abandoned"], true), (["published"], false),
      (["staged", "running"], false), (["staged", "up_to_date"], false),
      (["failed", "staged"], false), (["staged", "published", "failed"], false),
    ])
  func aRunMovesForwardOnly(states: [String], isLegal: Bool) async throws {
    try await execute(Self.start)
    var refusals: [PostgresError] = []
    for state in states {
      let ends = state != "staged" && state != "running"
      do {
        try await execute(
          """
          UPDATE control.run
          SET state = '\(state)', finished_at = \(ends ? "now()" : "NULL")
          WHERE \(Self.last)
          """)
      } catch let error as PostgresError {
        refusals.append(error)
      }
    }
    #expect(refusals.map(\.place.constraint) == (isLegal ? [] : ["run_moves_are_legal"]))
    try await execute(
      """
      UPDATE control.run
      SET state = 'failed', finished_at = now()
      WHERE \(Self.last) AND state IN ('running', 'staged')
      """)
  }

  @Test func onlyOneRunIsActive() async throws {
    try await execute(Self.start)
    let error = await #expect(throws: PostgresError.self) { try await execute(Self.start) }
    #expect(error?.place.constraint == "one_run_is_active")
    try await execute(
      "UPDATE control.run SET state = 'failed', finished_at = now() WHERE state = 'running'")
  }

  @Test func thePointerNeverFollowsAnOlderToken() async throws {
    try await execute("UPDATE control.current_publication SET fence_token = 5")
    for token in [4, 5] {
      let error = await #expect(throws: PostgresError.self) {
        try await execute("UPDATE control.current_publication SET fence_token = \(token)")
      }
      #expect(error?.place.constraint == "fence_token_only_grows")
    }
    await #expect(throws: PostgresError.self) {
      try await execute("DELETE FROM control.current_publication")
    }
  }
}
