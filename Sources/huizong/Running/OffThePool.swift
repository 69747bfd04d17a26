import Dispatch

/// Runs work that blocks, such as a statement, on a thread of Dispatch: the few threads that
/// Swift's tasks share must never wait for a database.
func offThePool<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(with: Swift.Result { try work() })
    }
  }
}
