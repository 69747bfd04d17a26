/// What a figure behind a percentage must be for the percentage to be right.
struct InverseQuotient {
  /// Numerator and denominator of the figure, from the percentage and the other figure.
  private let value: (_ percent: Int128, _ other: Int128) -> (Int128, Int128)

  private static let hundred = 100 * Span.ticks
  /// Beyond a million percent nobody looks for a slip of the operands, and products stay small.
  private static let largestPercent = 1_000_000 * Span.ticks

  /// The inverse for the first (1) or second (2) figure of a relation; nil for sums and bounds.
  init?(_ form: Relation.Form, _ place: Int) {
    switch (form, place) {
    case (.growth, 1): value = { ($1 * (Self.hundred + $0), Self.hundred) }
    case (.growth, 2): value = { ($1 * Self.hundred, Self.hundred + $0) }
    case (.growthByChange, 1): value = { ($1 * (Self.hundred + $0), $0) }
    case (.growthByChange, 2): value = { ($1 * $0, Self.hundred + $0) }
    case (.share, 1): value = { ($1 * $0, Self.hundred) }
    case (.share, 2): value = { ($1 * Self.hundred, $0) }
    default: return nil
    }
  }

  /// All values, over the corners of both spans; nil where the quotient is not continuous.
  func span(_ percent: Span, _ other: Span) -> Span? {
    guard percent.low >= -Self.largestPercent, percent.high <= Self.largestPercent,
      other.low >= -Self.largestOther, other.high <= Self.largestOther
    else { return nil }
    var hull: Span?
    var isPositive: Bool?
    for first in [percent.low, percent.high] {
      for second in [other.low, other.high] {
        var (numerator, denominator) = value(first, second)
        guard denominator != 0, (denominator > 0) == (isPositive ?? (denominator > 0)) else {
          return nil
        }
        isPositive = denominator > 0
        if denominator < 0 { (numerator, denominator) = (-numerator, -denominator) }
        let low = floorDivide(numerator, by: denominator)
        let high = ceilDivide(numerator, by: denominator)
        hull = Span(low: min(hull?.low ?? low, low), high: max(hull?.high ?? high, high))
      }
    }
    return hull
  }

  /// The largest amount in ticks, with room to spare: 10^15 fen are 2 × 10^22.
  private static let largestOther: Int128 = 100_000_000_000_000_000_000_000
}
