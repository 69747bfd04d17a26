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
    let quotas = parts.map { part in
      let (quotient, rest) = (Int128(part) * sign * size)
        .quotientAndRemainder(dividingBy: whole * sign)
      return rest < 0
        ? Quota(fen: quotient - 1, rest: rest + whole * sign, base: whole * sign)
        : Quota(fen: quotient, rest: rest, base: whole * sign)
    }
    return rounded(quotas, to: size).map { Int64(fen < 0 ? -$0 : $0) }
  }

  /// What one part is due: whole fen, and `rest` ÷ `base` of one more.
  struct Quota {
    /// Rounded down.
    var fen: Int128
    /// From 0 up to `base`.
    let rest: Int128
    /// Positive.
    let base: Int128
  }

  /// Gives the fen that rounding down has left to the quotas that lost most, of equal ones to the
  /// first: the one step in which money is rounded when it is divided.
  ///
  /// - Parameter size: What the quotas make together, with their rests.
  static func rounded(_ quotas: [Quota], to size: Int128) -> [Int128] {
    let left = quotas.reduce(size) { $0 - $1.fen }
    precondition(left >= 0 && left <= quotas.count, "the quotas must make up the whole")
    var fen = quotas.map(\.fen)
    let order = quotas.indices.sorted { first, second in
      let (one, other) = (quotas[first], quotas[second])
      let isEqual =
        one.base == other.base
        ? one.rest == other.rest
        : one.rest * other.base == other.rest * one.base
      guard !isEqual else { return first < second }
      return one.base == other.base
        ? one.rest > other.rest : one.rest * other.base > other.rest * one.base
    }
    for place in order.prefix(Int(left)) { fen[place] += 1 }
    return fen
  }
}
