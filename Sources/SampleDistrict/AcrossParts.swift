/// What the accounts of a benchmark district have across years and units.
public struct AcrossParts: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Combines parts by their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Codes change within the ten years, see `BenchmarkCodes`.
  public static let crosswalk = AcrossParts(rawValue: 1)
  /// Units merge, split, are renamed or move, see `BenchmarkUnits`.
  public static let successions = AcrossParts(rawValue: 2)
  /// Units pay each other, see `BenchmarkTransfers`.
  public static let transfers = AcrossParts(rawValue: 4)
  /// Everything that there is.
  public static let all: AcrossParts = [.crosswalk, .successions, .transfers]
}
