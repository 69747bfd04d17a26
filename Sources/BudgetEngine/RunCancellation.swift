import Synchronization

/// A signal asked the run to stop; it rolls back and ends with 128 + the signal's number.
public struct RunInterrupted: Error, Hashable, Sendable {
  /// The signal, such as 15 for SIGTERM.
  public let signal: Int32

  /// The exit code of the command.
  public var exitCode: Int32 { 128 + signal }
}

extension RunInterrupted: CustomStringConvertible {
  /// What happened, in English.
  public var description: String { "stopped by signal \(signal), rolled back" }
}

/// The wish to stop, which the run looks at between stages and page ranges.
public enum RunCancellation {
  private static let signal = Atomic<Int32>(0)
  private static let hasPublished = Atomic(false)

  /// Whether the run has shown its figures: it does not end as one that was stopped any more.
  public static var isTooLate: Bool { hasPublished.load(ordering: .relaxed) }

  /// Tells whether the run has shown its figures; what follows only makes later nights faster.
  public static func note(hasPublished: Bool) {
    Self.hasPublished.store(hasPublished, ordering: .relaxed)
  }

  /// Asks the run to stop; it is safe to call from any thread.
  public static func request(signal: Int32) {
    Self.signal.store(signal, ordering: .relaxed)
  }

  /// - Throws: `RunInterrupted` if somebody asked to stop.
  public static func check() throws(RunInterrupted) {
    let signal = Self.signal.load(ordering: .relaxed)
    if signal != 0 { throw RunInterrupted(signal: signal) }
  }
}
