import Foundation

/// Statistics that a few wild values cannot move; they decide where to look, never an amount.
///
/// Only the values in the middle are looked at, so the same values give the same bits in any
/// order.
enum RobustStatistics {
  /// The middle value, or the mean of the two middle ones.
  ///
  /// - Precondition: At least one value.
  /// - Complexity: O(*n*) on average.
  static func median(_ values: [Double]) -> Double {
    var values = values
    let middle = values.count / 2
    let upper = select(middle, in: &values)
    guard values.count % 2 == 0 else { return upper }
    return values[..<middle].reduce(values[0], max) / 2 + upper / 2
  }

  /// The value that stands at `place` in ascending order; the lesser ones come before it then.
  /// Source: Hoare, Find (1961).
  private static func select(_ place: Int, in values: inout [Double]) -> Double {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let (first, last, middle) = (values[low], values[high], values[(low + high) / 2])
      let pivot = max(min(first, last), min(max(first, last), middle))
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        guard left <= right else { break }
        values.swapAt(left, right)
        (left, right) = (left + 1, right - 1)
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        break
      }
    }
    return values[place]
  }

  /// How far the middle value lies from zero; × 1.4826 it estimates a standard deviation.
  static func medianDeviation(_ values: [Double]) -> Double {
    median(values.map(abs))
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
