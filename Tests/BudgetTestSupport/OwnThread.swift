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
      hearSignals()
      continuation.resume(with: Swift.Result { try work() })
    }
  }
}

/// Threads of Dispatch hear no signals, nor does a thread that one of them begins, nor a program
/// that such a thread starts: SIGTERM would never end it.
private func hearSignals() {
  var none = sigset_t()
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, nil)
}
