import BudgetEngine
import BudgetReport
import Dispatch
import Foundation
import Synchronization

/// Turns SIGINT and SIGTERM into the wish that a run stop cleanly, for as long as it lives.
///
/// A run that waits for the server, or counts, may not hear of the wish for long. After some
/// seconds the process ends all the same, which is as safe as at any other moment: the server rolls
/// back, and the next run clears up.
///
/// There may be one at a time: the next one would take the signals away from it.
final class StopSignals {
  private static let patience = DispatchTimeInterval.seconds(3)

  private let sources: [any DispatchSourceSignal]
  private let end = End()

  /// - Parameter alsoStop: Stops what is not a run; it may be called several times.
  init(_ console: Console, _ alsoStop: @escaping @Sendable () -> Void = {}) {
    let end = end
    sources = [SIGINT, SIGTERM].map { number in
      // The default action would end the process before the source hears of it.
      signal(number, SIG_IGN)
      let queue = DispatchQueue.global(qos: .userInitiated)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        RunCancellation.request(signal: number)
        alsoStop()
        queue.asyncAfter(deadline: .now() + Self.patience) {
          if !end.isReached, !RunCancellation.isTooLate { Self.leave(number, console) }
        }
      }
      source.resume()
      return source
    }
  }

  deinit {
    end.reach()
    for source in sources { source.cancel() }
  }

  private static func leave(_ number: Int32, _ console: Console) {
    console.report(
      Failure(
        128 + number,
        Phrase(
          "收到信号 \(number),未能及时停下,进程就此结束;下次运行会清理",
          "stopped by signal \(number) without waiting any longer; the next run clears up")))
    _exit(128 + number)
  }

  /// Whether nothing is left that a signal could stop.
  private final class End: Sendable {
    private let flag = Atomic(false)

    var isReached: Bool { flag.load(ordering: .relaxed) }

    func reach() { flag.store(true, ordering: .relaxed) }
  }
}
