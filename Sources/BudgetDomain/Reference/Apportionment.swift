/// How money is divided among shares of a whole, losing no fen.
public enum Apportionment {
  /// The parts of an amount, one for each share in order; their sum is exactly `fen`.
  ///
  /// Each part is what its share makes, cut off to whole fen; the fen that are left go to the
  /// shares with the largest remainders, of equal ones to the first. An amount and its negative
  /// are divided alike.
  ///
  /// - Parameter shares: Must make up the whole exactly.
  /// - Complexity: O(*n*²) in shares, of which there are few. Source: largest remainder method.
  public static func parts(of fen: Int64, among shares: [ExactShare]) -> [Int64] {
    guard shares.count > 1 else { return shares.map { _ in fen } }
    var parts: [Int64] = []
    var remainders: [Int128] = []
    for share in shares {
      let (quotient, remainder) = (Int128(fen.magnitude) * Int128(share.numerator))
        .quotientAndRemainder(dividingBy: Int128(share.denominator))
      parts.append(Int64(truncatingIfNeeded: quotient))
      remainders.append(remainder)
    }
    var rest = parts.reduce(Int128(fen.magnitude)) { $0 - Int128($1) }
    precondition(rest >= 0 && rest < shares.count, "shares must make up the whole")
    while rest > 0 {
      var largest = 0
      for place in shares.indices.dropFirst()
      where remainders[place] * Int128(shares[largest].denominator)
        > remainders[largest] * Int128(shares[place].denominator)
      {
        largest = place
      }
      parts[largest] += 1
      remainders[largest] = -1
      rest -= 1
    }
    return fen < 0 ? parts.map { -$0 } : parts
  }
}
