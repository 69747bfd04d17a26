extension SubjectJump {
  /// The peer group behind an anomaly; ratios are actual ÷ prior in ten-thousandths.
  public struct Peers: Sendable {
    let type: String
    let count: Int
    let (median, low, high): (Int64, Int64, Int64)

    /// Describes `count` units of a type beside the one in question.
    public init(type: String, count: Int, median: Int64, low: Int64, high: Int64) {
      (self.type, self.count) = (type, count)
      (self.median, self.low, self.high) = (median, low, high)
    }

    /// What their spread explains, in ten thousandths of a fen.
    func usual(since fen: Int64) -> ClosedRange<Int128> {
      Int128(fen) * Int128(low)...Int128(fen) * Int128(high)
    }

    /// Whether a change lies outside of what their spread explains.
    public func areUnlike(_ change: YearChange) -> Bool {
      !usual(since: change.priorFen).contains(Int128(change.actualFen) * 10_000)
    }
  }
}
