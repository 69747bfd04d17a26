/// The intervals of quotients of rounded figures, exact at both ends.
///
/// Each function is monotonic in each figure while the other stands still, so its extremes lie
/// at corners; an end is open where every corner that reaches it is.
enum Quotient {
  typealias Range = (low: Interval.Bound?, high: Interval.Bound?)

  /// 100 × (current − prior) ÷ prior; nil unless the prior figure is certainly above zero.
  static func growth(current: Interval, prior: Interval) -> Range? {
    corners(current, prior) { current, prior in
      guard prior > Fraction(0) else { return nil }
      return percent(current - prior, of: prior)
    }
  }

  /// 100 × change ÷ (current − change), each figure moving once; nil unless the implied prior
  /// figure is certainly above zero.
  static func growth(current: Interval, change: Interval) -> Range? {
    corners(current, change) { current, change in
      let prior = current - change
      guard prior > Fraction(0) else { return nil }
      return percent(change, of: prior)
    }
  }

  /// 100 × part ÷ whole; nil unless the whole is certainly above zero.
  static func share(part: Interval, whole: Interval) -> Range? {
    corners(part, whole) { part, whole in
      guard whole > Fraction(0) else { return nil }
      return percent(part, of: whole)
    }
  }

  private static func percent(_ part: Fraction, of whole: Fraction) -> Fraction {
    // Amounts share a denominator in practice, which then cancels.
    part.denominator == whole.denominator
      ? Fraction(part.numerator * 100, over: whole.numerator)
      : Fraction(
        part.numerator * whole.denominator * 100, over: whole.numerator * part.denominator)
  }

  private static func corners(
    _ first: Interval, _ second: Interval, _ value: (Fraction, Fraction) -> Fraction?
  ) -> Range? {
    var hull: Interval?
    for left in [first.low, first.high] {
      for right in [second.low, second.high] {
        guard let corner = value(left.value, right.value) else { return nil }
        let bound = Interval.Bound(corner, isOpen: left.isOpen || right.isOpen)
        let point = Interval(low: bound, high: bound)
        hull = hull?.hull(point) ?? point
      }
    }
    return hull.map { ($0.low, $0.high) }
  }
}

extension Fraction {
  fileprivate static func - (left: Fraction, right: Fraction) -> Fraction {
    left.denominator == right.denominator
      ? Fraction(left.numerator - right.numerator, over: left.denominator)
      : Fraction(
        left.numerator * right.denominator - right.numerator * left.denominator,
        over: left.denominator * right.denominator)
  }
}
