internal import BudgetEngine
internal import PostgresClient
internal import Glibc

/// How often, and after which pauses, work that the database stopped is done once more.
///
/// Only whole work is repeated, so that nothing is carried over from a state that is gone; each
/// pause is three times as long as the one before, and a random part of it is left out, so that
/// programs which one event stopped do not come back at one moment.
public struct RunRetry: Sendable {
  /// How often at most.
  public let limit: Int
  /// No try begins later than this after the first failure.
  public let span: Duration
  private let firstPause: Duration
  private let wait: @Sendable (Duration) throws -> Void

  /// Five times within ten minutes, pausing for 1, 3, 9, 27 and 81 s at most.
  ///
  /// - Parameter wait: Pauses; throws to end it all.
  public init(
    limit: Int = 5, span: Duration = .seconds(600), firstPause: Duration = .seconds(1),
    wait: @escaping @Sendable (Duration) throws -> Void = { try RunRetry.sleep($0) }
  ) {
    self.limit = limit
    self.span = span
    self.firstPause = firstPause
    self.wait = wait
  }

  /// Nothing is repeated.
  public static let never = RunRetry(limit: 0)

  /// The longest pause before a try, the first of which is 0.
  func longestPause(before index: Int) -> Duration {
    (0..<index).reduce(firstPause) { pause, _ in pause * 3 }
  }

  /// Does `body` until it succeeds, or nothing speaks for another try.
  ///
  /// - Parameters:
  ///   - isWorthIt: Whether an error other than of the database may be gone the next time.
  ///   - tell: Hears of each pause before it begins.
  /// - Throws: The last error of `body`, or what ends a pause.
  func run<Result>(
    orAfter isWorthIt: (any Error) -> Bool = { _ in false },
    telling tell: (Pause) -> Void, _ body: () throws -> Result
  ) throws -> Result {
    var firstFailure: ContinuousClock.Instant?
    for index in 0..<limit {
      do {
        return try body()
      } catch {
        let begun = firstFailure ?? ContinuousClock.now
        let isRetryable =
          (error as? PostgresError)?.isRetryable ?? (error as? StoreError)?.isRetryable ?? false
        guard isRetryable || (firstFailure != nil && isWorthIt(error)) else { throw error }
        firstFailure = begun
        let longest = longestPause(before: index)
        let pause = longest * Int.random(in: 50...100) / 100
        guard ContinuousClock.now + pause <= begun + span else { throw error }
        tell(Pause(index: index + 1, of: limit, duration: pause, reason: error))
        try wait(pause)
      }
    }
    return try body()
  }

  /// A pause before another try.
  struct Pause {
    /// From 1.
    let index: Int
    let of: Int
    let duration: Duration
    let reason: any Error
  }

  /// Sleeps until the time is over or a signal asks to stop, which is noticed within a tenth of a
  /// second.
  ///
  /// - Throws: `RunInterrupted`.
  public static func sleep(_ duration: Duration) throws {
    let end = ContinuousClock.now + duration
    while ContinuousClock.now < end {
      try RunCancellation.check()
      usleep(100_000)
    }
    try RunCancellation.check()
  }
}
