/// Divides a sum of money among parts in proportion to them, losing no fen.
public enum LargestRemainder {
  /// The share of each part.
  ///
  /// Each share lies between zero and the part itself, or beyond it by the same factor where more
  /// is divided than there is; the rounded rest goes to the shares that lost most, of equal ones to
  /// the first, so that the order of the parts decides and nothing else. Shares of a negative sum
  /// are those of the positive one with the other sign.
  ///
  /// - Parameter fen: What is divided; zero where the parts add up to zero.
  /// - Returns: Fen for each part, in order; they add up to `fen` exactly.
  /// - Complexity: O(*n* log *n*). Source: largest remainder method.
  public static func shares(of fen: Int64, among parts: [Int64]) -> [Int64] {
    let whole = parts.reduce(Int128(0)) { $0 + Int128($1) }
    guard fen != 0 else { return [Int64](repeating: 0, count: parts.count) }
    precondition(whole != 0, "nothing to divide in proportion to")
    // Positive on both sides, so that rounding down and the rest's direction are the same for all.
    let size = Int128(fen.magnitude)
    let sign: Int128 = whole < 0 ? -1 : 1
    var shares: [Int128] = []
    var remainders: [(place: Int, rest: Int128)] = []
    for (place, part) in parts.enumerated() {
      let product = Int128(part) * sign * size
      var (quotient, rest) = product.quotientAndRemainder(dividingBy: whole * sign)
      if rest < 0 { (quotient, rest) = (quotient - 1, rest + whole * sign) }
      shares.append(quotient)
      remainders.append((place, rest))
    }
    let left = Int(size - shares.reduce(0, +))
    remainders.sort { ($1.rest, $0.place) < ($0.rest, $1.place) }
    for (place, _) in remainders.prefix(left) { shares[place] += 1 }
    return shares.map { Int64(fen < 0 ? -$0 : $0) }
  }
}
