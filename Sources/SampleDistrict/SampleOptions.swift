/// What a sample shall hold; equal options give equal bytes.
public struct SampleOptions: Hashable, Sendable {
  /// What the sample is for.
  public enum Profile: Hashable, Sendable {
    /// A district to look at: every kind of table, figure, filing and slip.
    case district
    /// About this many functional lines over ten years, for measuring; at least 625 are written.
    /// `across` says what happens across years and units.
    case benchmark(lines: Int, across: AcrossParts = [])
  }

  /// The start of every random choice.
  public var seed: UInt64
  /// Units that file money, without groups and without the real unit; at least 1. The benchmark
  /// profile takes its own number from its lines.
  public var unitCount: Int
  /// Fiscal years with submissions. The benchmark profile takes ten years that end with the last.
  public var years: ClosedRange<Int>
  /// What the sample is for.
  public var profile: Profile
  /// Whether the one real unit stands in the district; it appears only where `years` holds 2023.
  public var includesRealUnit: Bool
  /// Whether slips are planted; without them no relation between printed figures is violated.
  public var includesPlantedSlips: Bool
  /// How many slips of each cause to plant instead of those of the demonstration, each in an
  /// account of its own; a small district gets fewer. 0 for those of the demonstration.
  public var slipsPerCause: Int

  /// Options for a sample; the defaults are those of the demonstration.
  public init(
    seed: UInt64 = 2023, unitCount: Int = 120, years: ClosedRange<Int> = 2019...2023,
    profile: Profile = .district, includesRealUnit: Bool = true, includesPlantedSlips: Bool = true,
    slipsPerCause: Int = 0
  ) {
    self.seed = seed
    self.unitCount = unitCount
    self.years = years
    self.profile = profile
    self.includesRealUnit = includesRealUnit
    self.includesPlantedSlips = includesPlantedSlips
    self.slipsPerCause = slipsPerCause
  }
}
