/// A percentage of two sums: stated = 100 × Σ above × figure ÷ Σ below × figure.
///
/// A figure that is part of both sums moves once: in a share of the whole, the part is in it.
public struct QuotientForm: Sendable {
  /// One figure of the two sums.
  public struct Term: Sendable {
    /// How often it is in the sum above the line.
    public let above: Int64
    /// How often it is in the sum below the line.
    public let below: Int64
    /// The figure.
    public let figure: PrintedFigure
    /// Whether the figure may be in the sums or not, the table leaving it open.
    public let isOpen: Bool

    /// Counts a figure.
    public init(above: Int64, below: Int64, _ figure: PrintedFigure, isOpen: Bool = false) {
      self.above = above
      self.below = below
      self.figure = figure
      self.isOpen = isOpen
    }
  }

  /// The figures of both sums.
  public let terms: [Term]

  /// Beyond 4 × 10^16 fen nothing is said: the comparison with a percentage would leave 128 bits.
  private static let largestSum: Int128 = 80_000_000_000_000_000

  /// Sets two sums above each other.
  public init(_ terms: [Term]) {
    self.terms = terms
  }

  /// One figure with its ends over a denominator that all figures share.
  private struct Variable {
    let above: Int128
    let below: Int128
    let ends: (low: Int128, high: Int128)
    let isOpen: (low: Bool, high: Bool)
  }

  /// The least and the greatest quotient; nil unless the sum below is certainly above zero.
  ///
  /// With every other figure at rest the quotient rises or falls in each, so its extremes lie at
  /// corners. From any corner, the corner at which above − quotient × below is least has a lesser
  /// quotient, or is the same corner and the least of all (Dinkelbach 1967).
  func expected(_ interval: (PrintedFigure) -> Interval) -> Quotient.Range? {
    let variables = self.variables(interval)
    let leastBelow = variables.reduce(Int128(0)) { sum, variable in
      sum + min(variable.below * variable.ends.low, variable.below * variable.ends.high)
    }
    guard leastBelow > 0, !Self.areBeyondNumbers(variables) else { return nil }
    return (Self.extreme(variables, sign: 1), Self.extreme(variables, sign: -1))
  }

  /// Whether the sums are too large for anything to be said.
  func isBeyondNumbers(_ interval: (PrintedFigure) -> Interval) -> Bool {
    Self.areBeyondNumbers(variables(interval))
  }

  private static func areBeyondNumbers(_ variables: [Variable]) -> Bool {
    var (largestAbove, largestBelow): (Int128, Int128) = (0, 0)
    for variable in variables {
      let size = Int128(max(variable.ends.low.magnitude, variable.ends.high.magnitude))
      largestAbove += Int128(variable.above.magnitude) * size
      largestBelow += Int128(variable.below.magnitude) * size
    }
    return max(largestAbove, largestBelow) > largestSum
  }

  private func variables(_ interval: (PrintedFigure) -> Interval) -> [Variable] {
    let nothing = Interval(exactly: Fraction(0))
    let intervals = terms.map { term in
      let own = interval(term.figure)
      return term.isOpen ? own.hull(nothing) : own
    }
    // Denominators are one or twice a power of ten, so the greatest is a multiple of all.
    let denominator = intervals.reduce(Int128(2)) { greatest, interval in
      max(greatest, interval.low.value.denominator, interval.high.value.denominator)
    }
    func scaled(_ value: Fraction) -> Int128 {
      value.numerator * (denominator / value.denominator)
    }
    return zip(terms, intervals).map { term, interval in
      Variable(
        above: Int128(term.above), below: Int128(term.below),
        ends: (scaled(interval.low.value), scaled(interval.high.value)),
        isOpen: (interval.low.isOpen, interval.high.isOpen))
    }
  }

  /// The least quotient (`sign` 1) or the greatest (`sign` −1).
  private static func extreme(_ variables: [Variable], sign: Int128) -> Interval.Bound {
    var isAtHigh = [Bool](repeating: false, count: variables.count)
    while true {
      var (above, below): (Int128, Int128) = (0, 0)
      for (variable, isHigh) in zip(variables, isAtHigh) {
        let value = isHigh ? variable.ends.high : variable.ends.low
        above += variable.above * value
        below += variable.below * value
      }
      var hasMoved = false
      var isOpen = false
      for (place, variable) in variables.enumerated() {
        let slope = sign * (variable.above * below - variable.below * above)
        // A figure without influence may stand anywhere, so its ends decide nothing.
        guard slope != 0, variable.ends.low != variable.ends.high else { continue }
        let shouldBeHigh = slope < 0
        if isAtHigh[place] != shouldBeHigh { hasMoved = true }
        isAtHigh[place] = shouldBeHigh
        if shouldBeHigh ? variable.isOpen.high : variable.isOpen.low { isOpen = true }
      }
      if !hasMoved {
        return Interval.Bound(Fraction(above * 100, over: below), isOpen: isOpen)
      }
    }
  }
}
