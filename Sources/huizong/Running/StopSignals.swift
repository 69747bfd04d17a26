import BudgetEngine
import Dispatch
import Foundation

/// Turns SIGINT and SIGTERM into the wish that a run stop cleanly, for as long as it lives.
///
/// There may be one at a time: the next one would take the signals away from it.
final class StopSignals {
  private let sources: [any DispatchSourceSignal]

  /// - Parameter alsoStop: Stops what is not a run; it may be called several times.
  init(_ alsoStop: @escaping @Sendable () -> Void = {}) {
    sources = [SIGINT, SIGTERM].map { number in
      // The default action would end the process before the source hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue.global(qos: .userInitiated))
      source.setEventHandler {
        RunCancellation.request(signal: number)
        alsoStop()
      }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
  }
}
