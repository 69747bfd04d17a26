import Foundation

/// Runs blocking work, such as a statement, away from the threads that Swift's tasks share.
///
/// A thread of its own, not one of Dispatch: its pool grows by one a second at most while all of
/// its threads wait, and so would everybody who needs one.
public func onOwnThread<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread {
      continuation.resume(with: Swift.Result { try work() })
    }
  }
}
