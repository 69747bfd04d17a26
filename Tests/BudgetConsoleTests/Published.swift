#if Console
import BudgetTestSupport

/// Publishes the district once for each suite.
actor Published {
  private static let shared = Published()
  private var tasks: [String: Task<Void, any Error>] = [:]

  static func once() async throws { try await shared.publish() }

  private func publish() async throws {
    let name = TestDatabase.current.name
    let task = tasks[name] ?? Task { try await District.publish() }
    tasks[name] = task
    try await task.value
  }
}
#endif
