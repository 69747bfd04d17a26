import Foundation

/// What the units of one type did with one subject from one year to the next.
///
/// Each unit's change is the logarithm of actual ÷ prior, so that a doubling and a halving are
/// equally far from nothing. Its effect is the distance from the peers' median × (size ÷ median
/// size)^0.25, size being the greater of the two amounts: the same jump weighs more where there is
/// more money. Source: Hidiroglou and Berthelot (1986), with logarithms for their ratios.
struct PeerGroup {
  /// What the peers say of one unit.
  struct Verdict: Equatable {
    /// How often a unit like its peers has so great an effect by chance.
    let chance: Double
    /// The peers' median of actual ÷ prior, in ten-thousandths.
    let median: Int64
    /// The least of actual ÷ prior that the spread of the peers explains, in ten-thousandths.
    let low: Int64
    /// The most of it.
    let high: Int64
  }

  private static let sizeExponent = 0.25
  /// Effects of equal budgets differ by nothing; below 5 % no spread is told from none.
  private static let leastSpread = 0.05
  /// How many spreads a unit may lie away before it is out of the interval.
  private static let widthInSpreads = 3.0

  /// One verdict for each pair of amounts, in their order.
  ///
  /// - Precondition: All amounts are positive, and there are at least two pairs.
  static func verdicts(_ pairs: [(actual: Int64, prior: Int64)]) -> [Verdict] {
    let changes = pairs.map { log(Double($0.actual)) - log(Double($0.prior)) }
    let sizes = pairs.map { log(Double(max($0.actual, $0.prior))) }
    let median = RobustStatistics.median(ofSorted: changes.sorted())
    let usual = RobustStatistics.median(ofSorted: sizes.sorted())
    let weights = sizes.map { exp(sizeExponent * ($0 - usual)) }
    let effects = zip(changes, weights).map { ($0 - median) * $1 }
    let spread = max(leastSpread, 1.4826 * RobustStatistics.medianDeviation(effects))
    let degrees = RobustStatistics.degrees(ofDeviation: pairs.count)
    return zip(effects, weights).map { effect, weight in
      let width = widthInSpreads * spread / weight
      return Verdict(
        chance: RobustStatistics.twoSidedTail(effect / spread, degrees: degrees),
        median: tenThousandths(median), low: tenThousandths(median - width, .down),
        high: tenThousandths(median + width, .up))
    }
  }

  /// e^`change` in ten-thousandths, at most a million times.
  private static func tenThousandths(
    _ change: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) -> Int64 {
    Int64((min(1e6, exp(change)) * 10_000).rounded(rule))
  }
}
