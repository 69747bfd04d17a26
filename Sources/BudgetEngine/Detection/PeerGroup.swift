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

  /// By unit: how often one like its peers has so great an effect by chance; 1 for whatever is
  /// more often than was asked for.
  let chances: [Double]
  private let median: Double
  private let spread: Double
  private let weights: [Double]

  /// Looks at pairs of amounts.
  ///
  /// - Parameter tails: Says how rare an effect is.
  /// - Precondition: All amounts are positive, and there are at least two pairs.
  init(_ pairs: [YearChanges.Change], _ tails: inout RareTails) {
    let logarithms = pairs.map { (log(Double($0.actual)), log(Double($0.prior))) }
    let changes = logarithms.map { $0 - $1 }
    let sizes = zip(pairs, logarithms).map { $0.actual >= $0.prior ? $1.0 : $1.1 }
    let median = RobustStatistics.median(changes)
    let usual = RobustStatistics.median(sizes)
    let weights = sizes.map { exp(Self.sizeExponent * ($0 - usual)) }
    let effects = zip(changes, weights).map { ($0 - median) * $1 }
    let spread = max(Self.leastSpread, 1.4826 * RobustStatistics.medianDeviation(effects))
    let degrees = RobustStatistics.degrees(ofDeviation: pairs.count)
    chances = effects.map { tails.chance(of: $0 / spread, degrees: degrees) }
    (self.median, self.spread, self.weights) = (median, spread, weights)
  }

  /// What the peers say of the unit at a place. Worked out only for those that are listed: of a
  /// million changes they are a handful.
  func verdict(at place: Int) -> Verdict {
    let width = Self.widthInSpreads * spread / weights[place]
    return Verdict(
      median: Self.tenThousandths(median), low: Self.tenThousandths(median - width, .down),
      high: Self.tenThousandths(median + width, .up))
  }

  /// e^`change` in ten-thousandths, at most a million times.
  private static func tenThousandths(
    _ change: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) -> Int64 {
    Int64((min(1e6, exp(change)) * 10_000).rounded(rule))
  }
}

/// How rare great effects are, as far as they are rare enough to be asked for.
struct RareTails {
  private let rate: Double
  /// By half the degrees of freedom: below it an effect is certainly not rare.
  private var bounds: [Double?]

  /// - Parameter rate: The greatest chance that is of interest.
  init(upTo rate: Double) {
    self.rate = rate
    bounds = [Double?](repeating: nil, count: 16)
  }

  /// How often a value lies so far from zero by chance; 1 where that is certainly more than was
  /// asked for, which nearly all of a million values are.
  mutating func chance(of value: Double, degrees: Int) -> Double {
    let bound = bounds[degrees / 2] ?? self.bound(degrees: degrees)
    bounds[degrees / 2] = bound
    return abs(value) < bound ? 1 : RobustStatistics.twoSidedTail(value, degrees: degrees)
  }

  /// A value whose chance is more than the rate, but hardly: chances fall with the distance.
  private func bound(degrees: Int) -> Double {
    var (near, far) = (0.0, 1.0)
    while far < 1e9, RobustStatistics.twoSidedTail(far, degrees: degrees) > rate { far *= 2 }
    for _ in 0..<40 {
      let middle = (near + far) / 2
      // A margin well above the error of the sum.
      let isNear = RobustStatistics.twoSidedTail(middle, degrees: degrees) > rate + 1e-9
      if isNear { near = middle } else { far = middle }
    }
    return near
  }
}
