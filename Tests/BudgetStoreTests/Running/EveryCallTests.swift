import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// C6. Each statement of a night fails once, in each way that a server can fail.
@Suite(.database, .serialized)
struct EveryCallTests {
  /// The exit code for each way, by contract, section 6.
  private static let exitCodes: [(sqlState: String, exitCode: Int32)] = [
    ("08006", 69), ("40001", 69), ("40P01", 69), ("55P03", 69), ("57014", 69), ("53100", 73),
    ("25006", 78),
  ]

  /// Some of the statements in every run of the tests, all under `jobs/test --long calls`.
  @Test func leavesTheOldFiguresOrTheNewOnes() async throws {
    try await publishAndChangeDistrict()
    let count = try await statementCount()
    #expect(count > 60)
    let total = count * Self.exitCodes.count
    let spread = LongRun.count("calls", normally: 7, long: total)
    let samples = LongRun.steps("calls", normally: 7, long: total)
    var stopped = 0
    for sample in samples {
      // Spread over all, each time with another way to fail.
      let (sqlState, exitCode) = Self.exitCodes[sample % Self.exitCodes.count]
      if try await fail(at: sample * count / spread + 1, sqlState, exitCode) { stopped += 1 }
    }
    // Some can fail without stopping a night: statistics, the cache, what readers no longer see.
    #expect(
      stopped > samples.count / 2 || samples.count < 7,
      "\(stopped) of \(samples.count) nights were stopped")
  }

  /// How many statements a night has that publishes.
  private func statementCount() async throws -> Int {
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { _ in .none }
    #expect(try await runNight(through: proxy).hasPublished)
    try await changeDistrict()
    return proxy.statementCount
  }

  /// - Returns: Whether the night was stopped.
  private func fail(
    at number: Int, _ sqlState: String, _ exitCode: Int32
  ) async throws -> Bool {
    let before = try await everythingPublished()
    let proxy = try FaultProxy(before: TestDatabase.current.conninfo) { passing in
      guard passing.number == number else { return .none }
      // A server that says so ends the connection.
      return sqlState == "08006" ? .cut : .refusal(sqlState: sqlState)
    }
    var found: Int32 = 0
    do {
      _ = try await runNight(through: proxy)
    } catch {
      found = BudgetStore.exitCode(of: error)
    }
    let after = try await everythingPublished()
    let place = "\(number) \(sqlState): \(proxy.faulted?.prefix(60) ?? "")"
    #expect(proxy.faulted != nil, "\(place)")
    #expect(found == 0 || found == exitCode, "\(place)")
    // Without an error the night has published, and else nothing has changed.
    #expect((found == 0) == (after != before), "\(place)")
    try await expectANormalNight()
    #expect(try await everythingPublished() != before, "\(place)")
    try await changeDistrict()
    return found != 0
  }
}
