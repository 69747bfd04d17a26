/// A whole number of steps and a distance from it that is smaller than any step: the end of an
/// open interval is reached up to such a distance (Dutertre & de Moura 2006).
struct Limit: Equatable {
  var steps: Int128
  /// How many of those smallest distances to add.
  var nudge: Int128 = 0

  static func + (left: Limit, right: Limit) -> Limit {
    Limit(steps: left.steps + right.steps, nudge: left.nudge + right.nudge)
  }

  static func - (left: Limit, right: Limit) -> Limit {
    Limit(steps: left.steps - right.steps, nudge: left.nudge - right.nudge)
  }

  static func * (factor: Int64, limit: Limit) -> Limit {
    Limit(steps: Int128(factor) * limit.steps, nudge: Int128(factor) * limit.nudge)
  }
}

extension Limit: Comparable {
  /// The steps decide; the distances only between equal steps.
  static func < (left: Limit, right: Limit) -> Bool {
    left.steps == right.steps ? left.nudge < right.nudge : left.steps < right.steps
  }
}

/// Where a number may lie: between two limits, each of which may be missing.
struct Room: Equatable {
  var low: Limit?
  var high: Limit?

  static let everywhere = Room()

  init(low: Limit? = nil, high: Limit? = nil) {
    (self.low, self.high) = (low, high)
  }

  /// An interval whose ends are whole steps at `scale` steps to one.
  init(_ interval: Interval, scale: Int128) {
    func steps(_ value: Fraction) -> Int128 { value.numerator * (scale / value.denominator) }
    low = Limit(steps: steps(interval.low.value), nudge: interval.low.isOpen ? 1 : 0)
    high = Limit(steps: steps(interval.high.value), nudge: interval.high.isOpen ? -1 : 0)
  }

  /// Whether nothing lies between the limits.
  var isEmpty: Bool {
    guard let low, let high else { return false }
    return low > high
  }

  /// All its numbers times a whole number other than zero.
  func times(_ factor: Int64) -> Room {
    let (first, second) = (low.map { factor * $0 }, high.map { factor * $0 })
    return factor < 0 ? Room(low: second, high: first) : Room(low: first, high: second)
  }

  /// All sums of a number of each.
  static func + (left: Room, right: Room) -> Room {
    func sum(_ first: Limit?, _ second: Limit?) -> Limit? {
      guard let first, let second else { return nil }
      return first + second
    }
    return Room(low: sum(left.low, right.low), high: sum(left.high, right.high))
  }

  /// What lies in both.
  func common(with other: Room) -> Room {
    func tighter(_ first: Limit?, _ second: Limit?, _ choose: (Limit, Limit) -> Limit) -> Limit? {
      guard let first, let second else { return first ?? second }
      return choose(first, second)
    }
    return Room(low: tighter(low, other.low, max), high: tighter(high, other.high, min))
  }

  /// The number nearest to `limit` that lies inside.
  func nearest(to limit: Limit) -> Limit {
    if let low, limit < low { return low }
    if let high, limit > high { return high }
    return limit
  }
}
