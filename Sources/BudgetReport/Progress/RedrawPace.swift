/// Lets a line be redrawn at most ten times a second, so that telling costs less than doing.
public struct RedrawPace: Sendable {
  private static let interval = Duration.milliseconds(100)
  private var last: ContinuousClock.Instant?

  /// Nothing drawn so far.
  public init() {}

  /// Whether the line may be drawn now; remembers it if so.
  public mutating func allows(at now: ContinuousClock.Instant) -> Bool {
    if let last, now - last < Self.interval { return false }
    last = now
    return true
  }
}
