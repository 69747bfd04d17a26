import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient

/// What the tests ask of a run, with the defaults of a night.
func nightRequest(
  years: [Int]? = nil, requestedOnly: Bool = false, isFull: Bool = false, workers: Int = 2
) -> RunRequest {
  RunRequest(
    years: years, requestedOnly: requestedOnly, isFull: isFull, workers: workers,
    programVersion: "test", host: "test")
}

/// Runs once over the database of the suite.
@discardableResult
func runNight(
  _ request: RunRequest = nightRequest(),
  observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
) async throws -> RunReceipt {
  let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
  return try await onOwnThread { try NightJob(settings, observe: observe).run(request) }
}

extension RunReceipt {
  /// Whether readers see new figures.
  var hasPublished: Bool {
    if case .published = outcome { return true }
    return false
  }

  /// Whether nothing had changed.
  var isUpToDate: Bool {
    if case .upToDate = outcome { return true }
    return false
  }
}
