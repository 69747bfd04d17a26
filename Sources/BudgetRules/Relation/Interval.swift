/// All values between two exact bounds, each bound itself inside (closed) or outside (open).
///
/// A printed 48.6 万元 is [48.55, 48.65): half up for positive numbers. Negative numbers round
/// away from zero, so −48.6 is (−48.65, −48.55], and 0.0 is (−0.05, 0.05).
public struct Interval: Equatable, Sendable {
  /// One end of an interval.
  public struct Bound: Equatable, Sendable {
    /// Where it lies.
    public let value: Fraction
    /// Whether the value itself is outside.
    public let isOpen: Bool

    /// An end at `value`.
    public init(_ value: Fraction, isOpen: Bool) {
      self.value = value
      self.isOpen = isOpen
    }
  }

  /// The lower end.
  public let low: Bound
  /// The upper end.
  public let high: Bound

  /// The values from `low` to `high`.
  public init(low: Bound, high: Bound) {
    self.low = low
    self.high = high
  }

  /// A single exact value.
  public init(exactly value: Fraction) {
    self.init(low: Bound(value, isOpen: false), high: Bound(value, isOpen: false))
  }

  /// Every value that rounds to `center` at steps of twice `halfWidth`, half away from zero.
  public init(roundedTo center: Int128, halfWidth: Int128, denominator: Int128 = 1) {
    let low = Fraction(center - halfWidth, over: denominator)
    let high = Fraction(center + halfWidth, over: denominator)
    self.init(
      low: Bound(low, isOpen: halfWidth > 0 && center <= 0),
      high: Bound(high, isOpen: halfWidth > 0 && center >= 0))
  }

  /// The sum of two intervals over a common denominator; an open end stays open.
  public static func + (left: Interval, right: Interval) -> Interval {
    Interval(low: left.low + right.low, high: left.high + right.high)
  }

  /// The values with their signs turned.
  public static prefix func - (interval: Interval) -> Interval {
    Interval(low: -interval.high, high: -interval.low)
  }

  /// Whether some value lies in both.
  public func meets(_ other: Interval) -> Bool {
    low.isNotAbove(other.high) && other.low.isNotAbove(high)
  }

  /// The smallest interval around both.
  public func hull(_ other: Interval) -> Interval {
    Interval(low: Bound.lower(low, other.low), high: Bound.upper(high, other.high))
  }
}

extension Interval.Bound {
  fileprivate static func + (left: Self, right: Self) -> Self {
    let sum: Fraction
    let (first, second) = (left.value.denominator, right.value.denominator)
    // Rounded figures have twice a power of ten below the line: one divides the other, and the
    // sum of a long column keeps a small denominator.
    if first == second {
      sum = Fraction(left.value.numerator + right.value.numerator, over: first)
    } else if first.isMultiple(of: second) {
      sum = Fraction(left.value.numerator + right.value.numerator * (first / second), over: first)
    } else if second.isMultiple(of: first) {
      sum = Fraction(left.value.numerator * (second / first) + right.value.numerator, over: second)
    } else {
      sum = Fraction(
        left.value.numerator * second + right.value.numerator * first, over: first * second)
    }
    return Self(sum, isOpen: left.isOpen || right.isOpen)
  }

  fileprivate static prefix func - (bound: Self) -> Self {
    Self(Fraction(-bound.value.numerator, over: bound.value.denominator), isOpen: bound.isOpen)
  }

  /// As a lower end: whether something at or above it is at or below the upper end `other`.
  public func isNotAbove(_ other: Self) -> Bool {
    value < other.value || (value == other.value && !isOpen && !other.isOpen)
  }

  fileprivate static func lower(_ left: Self, _ right: Self) -> Self {
    if left.value == right.value { return left.isOpen ? right : left }
    return left.value < right.value ? left : right
  }

  fileprivate static func upper(_ left: Self, _ right: Self) -> Self {
    if left.value == right.value { return left.isOpen ? right : left }
    return left.value < right.value ? right : left
  }
}
