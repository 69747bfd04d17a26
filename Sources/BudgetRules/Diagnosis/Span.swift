/// The values between two ends in whole ticks, so that sums of rounded figures are exact and can
/// be taken apart again.
///
/// A tick is 1/20,000,000 of a fen, a percent or a piece: half of a percentage's sixth decimal,
/// and a twentieth of it for double rounding, are whole ticks. 10^15 fen are 2 × 10^22 ticks; a
/// million of them stay far below the 10^38 of an `Int128`.
struct Span: Equatable, Sendable {
  /// How many ticks make one fen, percent or piece.
  static let ticks: Int128 = 20_000_000
  /// Stands for no bound: more than any sum of figures, and far from overflow.
  static let unbounded: Int128 = 1_000_000_000_000_000_000_000_000_000_000_000

  var low: Int128
  var high: Int128
  /// How many open ends the low end is the sum of.
  var openLows = 0
  /// How many open ends the high end is the sum of.
  var openHighs = 0

  static let zero = Span(low: 0, high: 0)
  static let everything = Span(low: -unbounded, high: unbounded)

  /// Whether the sum can be zero.
  var holdsZero: Bool {
    (low < 0 || (low == 0 && openLows == 0)) && (high > 0 || (high == 0 && openHighs == 0))
  }

  /// Whether both ends are bounds.
  var isBounded: Bool { low > -Self.unbounded / 2 && high < Self.unbounded / 2 }

  var middle: Int128 { (low + high) / 2 }

  static func + (left: Span, right: Span) -> Span {
    Span(
      low: left.low + right.low, high: left.high + right.high,
      openLows: left.openLows + right.openLows, openHighs: left.openHighs + right.openHighs)
  }

  /// Takes a summand out of a sum again.
  static func - (sum: Span, part: Span) -> Span {
    Span(
      low: sum.low - part.low, high: sum.high - part.high,
      openLows: sum.openLows - part.openLows, openHighs: sum.openHighs - part.openHighs)
  }

  static prefix func - (span: Span) -> Span {
    Span(
      low: -span.high, high: -span.low, openLows: span.openHighs, openHighs: span.openLows)
  }

  /// The smallest span that also holds zero.
  var withZero: Span {
    Span(
      low: min(low, 0), high: max(high, 0), openLows: low < 0 ? openLows : 0,
      openHighs: high > 0 ? openHighs : 0)
  }

  /// What lies in both, ends taken as closed; nil where that is nothing.
  func common(with other: Span) -> Span? {
    let low = max(self.low, other.low)
    let high = min(self.high, other.high)
    return low <= high ? Span(low: low, high: high) : nil
  }
}

extension Span {
  /// The values of an interval whose ends are whole ticks, as those of every workable figure are.
  init(_ interval: Interval) {
    self.init(
      low: Self.inTicks(interval.low.value), high: Self.inTicks(interval.high.value),
      openLows: interval.low.isOpen ? 1 : 0, openHighs: interval.high.isOpen ? 1 : 0)
  }

  /// A value in ticks, rounded down.
  static func inTicks(_ value: Fraction) -> Int128 {
    floorDivide(value.numerator * ticks, by: value.denominator)
  }
}

/// Integer quotients that round towards a chosen side; the divisor must be positive.
func floorDivide(_ dividend: Int128, by divisor: Int128) -> Int128 {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}

/// The least whole number that is not below the quotient; the divisor must be positive.
func ceilDivide(_ dividend: Int128, by divisor: Int128) -> Int128 {
  -floorDivide(-dividend, by: divisor)
}

/// The whole number nearest to the quotient, half away from zero; the divisor must be positive.
func nearestQuotient(_ dividend: Int128, by divisor: Int128) -> Int128 {
  let rounded = floorDivide(2 * (dividend < 0 ? -dividend : dividend) + divisor, by: 2 * divisor)
  return dividend < 0 ? -rounded : rounded
}
