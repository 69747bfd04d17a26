import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Synchronization
import Testing

/// A night that the database stops begins again by itself, whole.
@Suite(.database, .serialized)
struct RepeatedNightTests {
  @Test func beginsAgainAndTellsOfIt() async throws {
    try await publishAndChangeDistrict()
    let isOpen = Mutex(2)
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { passing in
      guard passing.text.hasPrefix("-- record_staged:") else { return .none }
      let left = isOpen.withLock { left in
        left -= 1
        return left
      }
      return left == 1 ? .refusal(sqlState: "40P01") : left == 0 ? .cut : .none
    }
    let told = Mutex<[String]>([])
    let receipt = try await runNight(through: proxy, retry: RunRetry { _ in }) { event in
      switch event {
      case .pausing(_, let reason, let retry, let limit):
        told.withLock { $0.append("\(retry)/\(limit) \(reason.contains("record_staged"))") }
      case .lost(let reason):
        told.withLock { $0.append("lost \(reason.contains("record_staged"))") }
      default: break
      }
    }
    #expect(receipt.hasPublished)
    // Of a connection that is lost it tells before it lets go of the others.
    #expect(told.withLock { $0 } == ["1/5 true", "lost true", "2/5 true"])
    #expect(try await latestRuns(3) == ["published 0", "failed 69", "failed 69"])
    try await expectANormalNight()
  }

  /// Whoever asked is answered by the try that succeeds.
  @Test func keepsWhatItWasAskedFor() async throws {
    try await publishAndChangeDistrict()
    try await execute("SELECT control.request_rerun(2023, 'somebody wants to know')")
    let isOpen = Mutex(true)
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { passing in
      guard passing.text.hasPrefix("-- move_pointer:") else { return .none }
      return isOpen.withLock { isOpen in
        defer { isOpen = false }
        return isOpen ? .refusal(sqlState: "40001") : .none
      }
    }
    #expect(try await runNight(through: proxy, retry: RunRetry { _ in }).hasPublished)
    let requests = try await column(
      "SELECT concat_ws(' ', state, outcome) FROM control.rerun_request")
    #expect(requests == ["done published"])
  }

  /// R4. A lock that somebody keeps; the old figures stand.
  @Test func aLockThatIsKeptEndsIn69() async throws {
    try await publishAndChangeDistrict()
    let published = try await everythingPublished()
    let settings = ConnectionSettings(
      conninfo: TestDatabase.current.conninfo, lockTimeoutSeconds: 1)
    let pauses = Mutex(0)
    let error = await #expect(throws: PostgresError.self) {
      try await onOwnThread {
        let holder = try Connection(settings)
        try holder.transaction { holder in
          try holder.run(Statement(name: "hold", sql: "LOCK TABLE intake.line"))
          let retry = RunRetry(limit: 1) { _ in pauses.withLock { $0 += 1 } }
          _ = try NightJob(settings, retry: retry, observe: { _ in }).run(nightRequest())
        }
      }
    }
    #expect(error?.sqlState == "55P03")
    #expect(error.map { exitCode(of: $0) } == 69)
    #expect(pauses.withLock { $0 } == 1)
    #expect(try await everythingPublished() == published)
    try await expectANormalNight()
  }
}
