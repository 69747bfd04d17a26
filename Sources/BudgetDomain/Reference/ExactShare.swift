/// An exact part of a whole, in lowest terms: what a crosswalk or a succession hands on.
///
/// Numerator and denominator fit `Int64`, so that fen times numerator fits `Int128`.
public struct ExactShare: Hashable, Sendable {
  /// The number above the line, 0 … `denominator`.
  public let numerator: Int64
  /// The number below the line; positive.
  public let denominator: Int64

  /// All of it.
  public static let whole = ExactShare(reduced: 1, over: 1)

  /// `numerator` ÷ `denominator`; nil unless it lies between 0 and 1.
  public init?(_ numerator: Int64, over denominator: Int64) {
    guard denominator > 0, (0...denominator).contains(numerator) else { return nil }
    self.init(Int128(numerator), Int128(denominator))
  }

  /// Brings a fraction to lowest terms; nil where these do not fit 64 bits.
  private init?(_ numerator: Int128, _ denominator: Int128) {
    let divisor = greatestCommonDivisor(numerator, denominator)
    guard let numerator = Int64(exactly: numerator / divisor),
      let denominator = Int64(exactly: denominator / divisor)
    else { return nil }
    self.init(reduced: numerator, over: denominator)
  }

  private init(reduced numerator: Int64, over denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The part of a part; nil where it does not fit.
  public func part(_ other: ExactShare) -> ExactShare? {
    ExactShare(
      Int128(numerator) * Int128(other.numerator), Int128(denominator) * Int128(other.denominator))
  }

  /// Both parts together; nil where they are more than the whole or do not fit.
  public func adding(_ other: ExactShare) -> ExactShare? {
    let sum = ShareSum(self).adding(other)
    guard let sum, sum.numerator <= sum.denominator else { return nil }
    return ExactShare(sum.numerator, sum.denominator)
  }

  /// What is left of the whole.
  public var rest: ExactShare {
    ExactShare(reduced: denominator - numerator, over: denominator)
  }
}

extension ExactShare: Comparable {
  /// Orders by value.
  public static func < (left: ExactShare, right: ExactShare) -> Bool {
    Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }
}

extension ExactShare: CustomStringConvertible {
  /// The fraction as people write it, such as `2/3`.
  public var description: String {
    denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
  }
}

/// A sum of shares, which may be more than the whole when rows are wrong.
public struct ShareSum: Hashable, Sendable {
  /// The number above the line, in lowest terms.
  public let numerator: Int128
  /// The number below the line; positive.
  public let denominator: Int128

  /// One share.
  public init(_ share: ExactShare) {
    numerator = Int128(share.numerator)
    denominator = Int128(share.denominator)
  }

  private init(_ numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Nothing.
  public static let zero = ShareSum(0, 1)

  /// With one more share; nil where the exact sum does not fit 128 bits.
  public func adding(_ share: ExactShare) -> ShareSum? {
    let divisor = greatestCommonDivisor(denominator, Int128(share.denominator))
    let (mine, first) = numerator.multipliedReportingOverflow(
      by: Int128(share.denominator) / divisor)
    let (theirs, second) = Int128(share.numerator).multipliedReportingOverflow(
      by: denominator / divisor)
    let (above, third) = mine.addingReportingOverflow(theirs)
    let (below, fourth) = denominator.multipliedReportingOverflow(
      by: Int128(share.denominator) / divisor)
    guard !first, !second, !third, !fourth else { return nil }
    let common = greatestCommonDivisor(above, below)
    return ShareSum(above / common, below / common)
  }

  /// The exact sum of some shares; nil where it does not fit.
  public static func of(_ shares: some Sequence<ExactShare>) -> ShareSum? {
    var sum: ShareSum? = .zero
    for share in shares { sum = sum?.adding(share) }
    return sum
  }

  /// Whether the shares make up exactly the whole.
  public var isWhole: Bool { numerator == denominator }

  /// Whether the shares make up more than the whole.
  public var isMoreThanWhole: Bool { numerator > denominator }
}

extension ShareSum: CustomStringConvertible {
  /// The fraction as people write it, such as `5/6`.
  public var description: String {
    denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
  }
}

/// Of numbers that are not negative and not both zero.
private func greatestCommonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
  var (larger, smaller) = (left, right)
  while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
  return larger
}
