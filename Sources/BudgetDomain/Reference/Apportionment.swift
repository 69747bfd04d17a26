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
    let quotas = shares.map { share in
      let (quotient, rest) = (Int128(fen.magnitude) * Int128(share.numerator))
        .quotientAndRemainder(dividingBy: Int128(share.denominator))
      return LargestRemainder.Quota(fen: quotient, rest: rest, base: Int128(share.denominator))
    }
    return LargestRemainder.rounded(quotas, to: Int128(fen.magnitude)).map {
      Int64(fen < 0 ? -$0 : $0)
    }
  }
}
