import BudgetTestSupport
import PostgresClient
import Testing

@testable import BudgetStore

/// How those who serve requests hear of them, and what they then see.
@Suite(.database, .serialized)
struct RequestListenerTests {
  private static let ask = "SELECT control.request_rerun(2023, 'somebody wants to know')"
  private static let write = """
    INSERT INTO control.rerun_request (fiscal_year, reason, requested_by)
    VALUES (2023, 'written by hand', 'somebody')
    """
  /// A request that a run had taken which is dead.
  private static let take = """
    UPDATE control.run_fence SET token = token + 1;
    INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
    SELECT token, 'rerun', 'test', 'tables', 'test'
    FROM control.run_fence;
    UPDATE control.rerun_request
    SET state = 'taken', run_id = (SELECT max(run_id) FROM control.run)
    WHERE state = 'open';
    UPDATE control.run SET state = 'abandoned', finished_at = now() WHERE state = 'running';
    """

  /// What a listener is told while `sql` runs.
  private func told(by sql: String) async throws -> [ChannelNotification] {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    return try await onOwnThread {
      let listener = try Connection(settings)
      try listener.run(Statement(name: "listen", sql: "LISTEN huizong_rerun"))
      try Connection(settings).runScript(Statement(name: "file", sql: sql))
      return try listener.notifications(within: .seconds(2), unless: try Waker())
    }
  }

  private func listener(_ waker: Waker) async throws -> RequestListener {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    return try await onOwnThread { try RequestListener(settings, unless: waker) }
  }

  private func clear() async throws {
    try await execute("DELETE FROM control.rerun_request")
  }

  @Test func everyWayOfFilingIsHeard() async throws {
    // The last one is taken and opened again.
    for (file, isNew) in [
      (Self.ask, true), (Self.write, true),
      (Self.take + "SELECT control.reopen_dead_requests();", false),
    ] {
      if isNew { try await clear() }
      let heard = try await told(by: file)
      let id = try await column("SELECT request_id FROM control.rerun_request WHERE state = 'open'")
      #expect(id.count == 1)
      #expect(heard.map(\.payload) == id, "\(file)")
    }
  }

  @Test func whoeverAsksTwiceIsHeardTwice() async throws {
    try await clear()
    try await execute(Self.ask)
    #expect(try await told(by: Self.ask).count == 1)
  }

  @Test func onlyOpenRequestsAreTold() async throws {
    try await clear()
    try await execute(Self.ask)
    #expect(try await told(by: Self.take) == [])
  }

  @Test func seesWhoWaitsAndForWhat() async throws {
    try await clear()
    let listener = try await listener(try Waker())
    #expect(try listener.demand() == .nothing)
    try await execute(Self.ask)
    #expect(try listener.demand() == .ready)
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    try await onOwnThread {
      let holder = try Connection(settings)
      try holder.run(
        Statement(
          name: "hold_lock", sql: "SELECT pg_advisory_lock(1215654266, 1)", shape: .rows))
      #expect(try listener.demand() == .heldUp)
      _ = holder.backendPID
    }
    try await execute(Self.take)
    while try listener.demand() == .heldUp {}
    #expect(try listener.demand() == .ready, "its run is dead")
    try await clear()
  }

  @Test func aRequestEndsTheWait() async throws {
    try await clear()
    let listener = try await listener(try Waker())
    let begun = ContinuousClock.now
    async let waited: Void = onOwnThread { try listener.wait(atMost: .seconds(60)) }
    try await execute(Self.ask)
    try await waited
    #expect(ContinuousClock.now - begun < .seconds(30))
    try await clear()
  }

  /// As behind a pooler; here the call comes from another database, which no session hears.
  @Test func whoHearsNothingIsRefused() async throws {
    let conninfo = TestDatabase.current.conninfo
    let waker = try Waker()
    waker.wake()
    let error = await #expect(throws: StoreError.self) {
      try await onOwnThread {
        _ = try RequestListener(
          ConnectionSettings(conninfo: conninfo),
          calledFrom: ConnectionSettings(conninfo: conninfo + " dbname=postgres"), unless: waker)
      }
    }
    #expect(error?.kind == .wrongConnection)
    #expect(error?.exitCode == 78)
  }

  @Test func anOlderSchemaIsRefused() async throws {
    try await execute(
      """
      CREATE TABLE public.later AS SELECT * FROM control.migration WHERE number > 31;
      DELETE FROM control.migration WHERE number > 31
      """)
    let waker = try Waker()
    let error = await #expect(throws: StoreError.self) { _ = try await listener(waker) }
    #expect(error?.kind == .wrongSchema)
    try await execute(
      "INSERT INTO control.migration SELECT * FROM public.later; DROP TABLE public.later")
  }
}
