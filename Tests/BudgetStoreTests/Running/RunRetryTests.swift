import BudgetTestSupport
import PostgresClient
import Synchronization
import Testing

@testable import BudgetStore

/// What is done again, how often, and what only fails.
@Suite(.database(.empty))
struct RunRetryTests {
  /// The error that the server raises for a SQLSTATE.
  private func error(_ sqlState: String) async throws -> PostgresError {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let sql = "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '\(sqlState)'; END $$"
    let error = await #expect(throws: PostgresError.self) {
      try await onOwnThread {
        _ = try Connection(settings).run(Statement(name: "raise", sql: sql))
      }
    }
    return try #require(error)
  }

  @Test(arguments: [
    ("40001", true), ("40P01", true), ("55P03", true), ("08000", true), ("08006", true),
    ("57P01", true), ("57P02", true), ("57P03", true), ("53300", true), ("22003", false),
    ("22P02", false), ("23505", false), ("23514", false), ("42501", false), ("42P01", false),
    ("53100", false), ("53200", false), ("57014", false), ("25006", false), ("XX000", false),
  ])
  func theStateDecides(sqlState: String, isRepeated: Bool) async throws {
    let error = try await error(sqlState)
    #expect(error.isRetryable == isRepeated)
    let pauses = Mutex<[Duration]>([])
    let retry = RunRetry { pause in pauses.withLock { $0.append(pause) } }
    var count = 0
    let thrown = #expect(throws: PostgresError.self) {
      try retry.run(telling: { _ in }) {
        count += 1
        throw error
      }
    }
    #expect(thrown == error)
    #expect(count == (isRepeated ? 6 : 1))
    #expect(pauses.withLock { $0 }.count == count - 1)
  }

  @Test func pausesGrowAndVary() async throws {
    let error = try await error("40001")
    var waited: Set<[Duration]> = []
    for _ in 0..<5 {
      let pauses = Mutex<[Duration]>([])
      let retry = RunRetry { pause in pauses.withLock { $0.append(pause) } }
      _ = try? retry.run(telling: { _ in }) { throw error }
      let found = pauses.withLock { $0 }
      for (pause, seconds) in zip(found, [1, 3, 9, 27, 81]) {
        #expect(pause >= .seconds(seconds) / 2 && pause <= .seconds(seconds))
      }
      waited.insert(found)
    }
    #expect(waited.count > 1)
  }

  @Test func noTryBeginsTooLate() async throws {
    let error = try await error("40001")
    let retry = RunRetry(span: .seconds(10)) { _ in }
    var told: [Int] = []
    _ = try? retry.run(telling: { told.append($0.index) }) { throw error }
    // The third pause alone may be too long, the fourth is.
    #expect((2...3).contains(told.count), "\(told)")
  }

  @Test func oneSuccessIsEnough() async throws {
    let error = try await error("57P01")
    var count = 0
    let result = try RunRetry { _ in }.run(telling: { _ in }) {
      count += 1
      if count < 3 { throw error }
      return "done"
    }
    #expect(result == "done")
    #expect(count == 3)
  }

  /// What is left of a lost connection may still hold the lock, but nobody waits for another run.
  @Test func anotherRunIsWaitedForOnlyAfterALoss() async throws {
    let lost = try await error("57P01")
    let busy = StoreError(
      .busy, StoreError.Words("另一次运行正在进行", "another run is active"))
    var errors: [any Error] = [lost, busy, busy]
    let retry = RunRetry { _ in }
    let result = try retry.run(
      orAfter: { ($0 as? StoreError)?.kind == .busy }, telling: { _ in }
    ) {
      if errors.isEmpty { return "done" }
      throw errors.removeFirst()
    }
    #expect(result == "done")
    var count = 0
    #expect(throws: StoreError.self) {
      try retry.run(orAfter: { ($0 as? StoreError)?.kind == .busy }, telling: { _ in }) {
        count += 1
        throw busy
      }
    }
    #expect(count == 1)
  }

  @Test func aSignalEndsThePause() async throws {
    struct Signal: Error {}
    let error = try await error("40001")
    var count = 0
    #expect(throws: Signal.self) {
      try RunRetry { _ in throw Signal() }.run(telling: { _ in }) {
        count += 1
        throw error
      }
    }
    #expect(count == 1)
  }
}
