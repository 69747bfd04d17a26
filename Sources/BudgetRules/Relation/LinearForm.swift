/// What is left for a figure of a linear relation: divisor × stated is equal to, at most or at
/// least Σ factor × figure + constant.
///
/// Every figure comes once, with all its factors together: a figure that is written twice moves
/// once, and `a − a` moves not at all.
public struct LinearForm: Sendable {
  /// How the stated side stands to the rest.
  public enum Comparison: String, Sendable {
    /// Both are equal, as far as rounding allows.
    case equal = "="
    /// The stated side is no more than the rest.
    case atMost = "<="
    /// The stated side is no less than the rest.
    case atLeast = ">="

    /// The comparison with both sides exchanged.
    public var turned: Comparison {
      switch self {
      case .equal: .equal
      case .atMost: .atLeast
      case .atLeast: .atMost
      }
    }
  }

  /// One figure of the rest.
  public struct Term: Sendable {
    /// How often it is in the sum; not zero.
    public let factor: Int64
    /// The figure.
    public let figure: PrintedFigure
    /// Whether the figure may be in the sum or not, the table leaving it open.
    public let isOpen: Bool

    /// Counts a figure.
    public init(_ factor: Int64, _ figure: PrintedFigure, isOpen: Bool = false) {
      precondition(factor != 0)
      self.factor = factor
      self.figure = figure
      self.isOpen = isOpen
    }
  }

  /// How often the stated figure is on its side; above zero.
  public let divisor: Int64
  /// How the stated side stands to the rest.
  public let comparison: Comparison
  /// The figures of the rest.
  public let terms: [Term]
  /// An exact number in the rest: fen, percent or pieces.
  public let constant: Fraction

  /// Says what is left for a figure that counts `divisor` times.
  public init(
    divisor: Int64 = 1, _ comparison: Comparison, _ terms: [Term],
    constant: Fraction = Fraction(0)
  ) {
    precondition(divisor > 0)
    self.divisor = divisor
    self.comparison = comparison
    self.terms = terms
    self.constant = constant
  }

  /// What is left for the stated figure.
  func expected(_ interval: (PrintedFigure) -> Interval) -> Quotient.Range {
    let nothing = Interval(exactly: Fraction(0))
    let rest = terms.reduce(Interval(exactly: constant)) { sum, term in
      let part = interval(term.figure).multiplied(by: Int128(term.factor))
      return sum + (term.isOpen ? part.hull(nothing) : part)
    }.divided(by: Int128(divisor))
    return switch comparison {
    case .equal: (rest.low, rest.high)
    case .atMost: (nil, rest.high)
    case .atLeast: (rest.low, nil)
    }
  }
}

extension Interval {
  /// All values times a whole number other than zero.
  fileprivate func multiplied(by factor: Int128) -> Interval {
    func times(_ bound: Bound) -> Bound {
      Bound(
        Fraction(bound.value.numerator * factor, over: bound.value.denominator),
        isOpen: bound.isOpen)
    }
    return factor < 0
      ? Interval(low: times(high), high: times(low)) : Interval(low: times(low), high: times(high))
  }

  /// All values divided by a whole number above zero, in lowest terms: what follows multiplies
  /// across, and a long sum of percentages would leave 128 bits.
  fileprivate func divided(by divisor: Int128) -> Interval {
    func part(_ bound: Bound) -> Bound {
      let value = Fraction(bound.value.numerator, over: bound.value.denominator * divisor)
      return Bound(value.reduced, isOpen: bound.isOpen)
    }
    return Interval(low: part(low), high: part(high))
  }
}
