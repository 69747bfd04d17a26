/// A signed sum of money in fen (分), one hundredth of a yuan.
///
/// Arithmetic traps on overflow, and cannot overflow during a run: validation sees to it that the
/// absolute amounts of a year's lines fit `largestYearFen` together, hence in any order and
/// grouping.
public struct Amount: Hashable, Sendable {
  /// The number of fen; negative for a reduction.
  public let fen: Int64

  /// The greatest amount that a single line may state, ±10^15 fen (ten trillion yuan): beyond it
  /// a line is an anomaly and left out, and a spreadsheet could not hold it exactly.
  public static let largestLineFen: Int64 = 1_000_000_000_000_000

  /// The most that the amounts of one year may add up to without their signs, 4.6 × 10^18 fen:
  /// half of what 64 bits hold, so that the difference of two years fits as well.
  public static let largestYearFen: Int64 = .max / 2

  /// An amount of so many fen.
  public init(fen: Int64) {
    self.fen = fen
  }

  /// Nothing.
  public static let zero = Amount(fen: 0)

  /// The exact sum.
  public static func + (left: Amount, right: Amount) -> Amount {
    Amount(fen: left.fen + right.fen)
  }

  /// The exact difference.
  public static func - (left: Amount, right: Amount) -> Amount {
    Amount(fen: left.fen - right.fen)
  }
}

extension Amount: Comparable {
  /// Orders by signed size.
  public static func < (left: Amount, right: Amount) -> Bool { left.fen < right.fen }
}
