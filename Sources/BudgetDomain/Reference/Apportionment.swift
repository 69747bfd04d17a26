/// How money is divided among stated shares of a whole, losing no fen.
///
/// `LargestRemainder` divides in proportion to amounts instead; both round in the same step.
public enum Apportionment {
  /// The parts of an amount, one for each share in order; their sum is exactly `fen`.
  ///
  /// Each part is what its share makes, cut off to whole fen; the fen that are left go to the
  /// shares with the largest remainders, of equal ones to the first. An amount and its negative
  /// are divided alike.
  ///
  /// - Parameter shares: Must make up the whole exactly.
  /// - Complexity: O(*n* log *n*) in shares. Source: largest remainder method.
  public static func parts(of fen: Int64, among shares: [ExactShare]) -> [Int64] {
    guard shares.count > 1 else { return shares.map { _ in fen } }
    guard fen != 0 else { return [Int64](repeating: 0, count: shares.count) }
    if shares.count == 2 {
      precondition(shares[1] == shares[0].rest, "the shares must make up the whole")
      let (first, second) = parts(of: fen, among: shares[0])
      return [first, second]
    }
    let quotas = shares.map { share in
      let (quotient, rest) = (Int128(fen.magnitude) * Int128(share.numerator))
        .quotientAndRemainder(dividingBy: Int128(share.denominator))
      return LargestRemainder.Quota(fen: quotient, rest: rest, base: Int128(share.denominator))
    }
    return LargestRemainder.rounded(quotas, to: Int128(fen.magnitude)).map {
      Int64(fen < 0 ? -$0 : $0)
    }
  }

  /// The part of a share and the rest: as `parts(of:among:)` of both, without an array, since most
  /// of what is divided is divided in two.
  public static func parts(of fen: Int64, among share: ExactShare) -> (first: Int64, rest: Int64) {
    let whole = UInt64(share.denominator)
    let product = fen.magnitude.multipliedFullWidth(by: UInt64(share.numerator))
    // The share is at most the whole, so that the quotient is at most the amount.
    let (quotient, rest) = whole.dividingFullWidth(product)
    // Both lose a part of a fen, or neither; together they lose one.
    let first = rest > 0 && rest >= whole - rest ? quotient + 1 : quotient
    let other = fen.magnitude - first
    return fen < 0
      ? (Int64(truncatingIfNeeded: 0 &- first), Int64(truncatingIfNeeded: 0 &- other))
      : (Int64(truncatingIfNeeded: first), Int64(truncatingIfNeeded: other))
  }
}
