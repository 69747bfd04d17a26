/// An exact quotient of whole numbers, kept unreduced.
///
/// Amounts stay below 10^15 fen and sums of them below 10^24, so a cross product of two fractions
/// of amounts fits `Int128`; one that does not traps rather than wraps.
public struct Fraction: Sendable {
  /// The number above the line.
  public let numerator: Int128
  /// The number below the line; positive.
  public let denominator: Int128

  /// `numerator` ÷ `denominator`, which must not be zero.
  public init(_ numerator: Int128, over denominator: Int128 = 1) {
    precondition(denominator != 0)
    self.numerator = denominator < 0 ? -numerator : numerator
    self.denominator = denominator < 0 ? -denominator : denominator
  }

  /// The same number in lowest terms.
  var reduced: Fraction {
    let divisor = Int128(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    return Fraction(numerator / divisor, over: denominator / divisor)
  }
}

extension Fraction: Comparable {
  /// Whether both name the same number.
  public static func == (left: Fraction, right: Fraction) -> Bool {
    left.numerator * right.denominator == right.numerator * left.denominator
  }

  /// Orders by value.
  public static func < (left: Fraction, right: Fraction) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}
