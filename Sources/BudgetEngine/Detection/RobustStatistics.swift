import Foundation

/// Statistics that a few wild values cannot move; they decide where to look, never an amount.
///
/// Values are sorted before anything is made of them, so the same values give the same bits in
/// any order.
enum RobustStatistics {
  /// The middle value, or the mean of the two middle ones.
  ///
  /// - Precondition: At least one value, ascending.
  static func median(ofSorted values: [Double]) -> Double {
    let middle = values.count / 2
    return values.count % 2 == 1
      ? values[middle] : values[middle - 1] / 2 + values[middle] / 2
  }

  /// How far the middle value lies from zero; × 1.4826 it estimates a standard deviation.
  static func medianDeviation(_ values: [Double]) -> Double {
    median(ofSorted: values.map(abs).sorted())
  }

  /// How often a value of Student's distribution lies at least as far from zero as `value`.
  ///
  /// A median deviation is worth about 0.37 of the values behind it, so few peers have the
  /// heavy tails of few degrees of freedom. Source: Abramowitz & Stegun 26.7.4.
  ///
  /// - Parameter degrees: Degrees of freedom, even and positive.
  static func twoSidedTail(_ value: Double, degrees: Int) -> Double {
    precondition(degrees > 0 && degrees % 2 == 0)
    let freedom = Double(degrees)
    let cosine2 = freedom / (freedom + value * value)
    var (term, sum) = (1.0, 1.0)
    for step in stride(from: 2, to: degrees, by: 2) {
      term *= cosine2 * Double(step - 1) / Double(step)
      sum += term
    }
    let sine = abs(value) / (freedom + value * value).squareRoot()
    return min(1, max(0, 1 - sine * sum))
  }

  /// The degrees of freedom of a median deviation of `count` values: even, 2 ... 30.
  static func degrees(ofDeviation count: Int) -> Int {
    min(30, max(2, 2 * (37 * (count - 1) / 200)))
  }

  /// The greatest of the p-values that Benjamini and Hochberg (1995) let pass at `rate`: of all
  /// that are not greater, the expected share of false ones is at most `rate`.
  ///
  /// - Parameters:
  ///   - small: The p-values up to `rate`, ascending; greater ones cannot pass.
  ///   - count: How many there are of all sizes.
  /// - Returns: nil where none passes.
  static func falseDiscoveryBound(small: [Double], of count: Int, rate: Double) -> Double? {
    for place in small.indices.reversed()
    where small[place] <= rate * Double(place + 1) / Double(count) {
      return small[place]
    }
    return nil
  }
}
