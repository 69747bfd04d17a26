/// What can be said of a relation between printed figures.
public enum Verdict: Hashable, Sendable {
  /// It can be true with every figure as precise as the most precise one of its dimension.
  case held
  /// It cannot be true, whatever the figures were before they were rounded.
  case violated
  /// It can be true, but only because some figure is printed too coarsely.
  case undecidable
}

/// The one idea behind all checks: a rule does not compare two numbers, it states a relation
/// between printed figures, and asks whether rounding leaves it a way to be true.
public struct Relation: Sendable {
  /// How the stated figure follows from the others.
  public enum Form: Sendable {
    /// stated = Σ parts.
    case sum(parts: [PrintedFigure])
    /// stated = minuend − subtrahend.
    case difference(minuend: PrintedFigure, subtrahend: PrintedFigure)
    /// stated ≤ whole.
    case atMost(whole: PrintedFigure)
    /// stated = certain + some of possible, which may be reductions; nil where nothing bounds it
    /// above, so that certain ≤ stated.
    case between(certain: [PrintedFigure], possible: [PrintedFigure]?)
    /// stated = 100 × (current − prior) ÷ prior.
    case growth(current: PrintedFigure, prior: PrintedFigure)
    /// stated = 100 × change ÷ (current − change): growth where the prior figure is implied.
    case growthByChange(current: PrintedFigure, change: PrintedFigure)
    /// stated = 100 × part ÷ whole.
    case share(part: PrintedFigure, whole: PrintedFigure)
    /// divisor × stated =, ≤ or ≥ Σ factor × figure + constant.
    case linear(LinearForm)
    /// stated = 100 × Σ factor × figure ÷ Σ factor × figure.
    case quotient(QuotientForm)
  }

  /// How precisely the figures are taken before a relation counts as held.
  public enum Precision: Sendable {
    /// All as precisely as the most precise figure of their dimension: within one submission.
    case finest
    /// Each as it is printed: between submissions, whose units and decimals differ by design.
    case own
  }

  /// The figure that the relation judges.
  public let stated: PrintedFigure
  /// How it follows from the others.
  public let form: Form
  /// How precisely the figures are taken.
  public let precision: Precision
  /// Figures that make the rule ask for the relation: shown beside it, not worked with.
  var reasons: [PrintedFigure] = []
  /// What the other figures are, in words, where the figures alone leave it open.
  var basis: String?

  /// States a relation.
  public init(_ stated: PrintedFigure, _ form: Form, precision: Precision = .finest) {
    self.stated = stated
    self.form = form
    self.precision = precision
  }

  /// The verdict with the interval that the other figures leave to the stated one, at their own
  /// precision; nil where the relation says nothing, such as growth from nothing.
  public struct Evaluation: Sendable {
    /// What can be said.
    public let verdict: Verdict
    /// What the stated figure may be; nil at an end without a bound.
    public let low: Interval.Bound?
    /// What the stated figure may be at most.
    public let high: Interval.Bound?
  }

  /// The printed figures in the order of the relation, the stated one first.
  public var figures: [PrintedFigure] {
    let operands = operands
    return operands.allSatisfy(\.addends.isEmpty) ? operands : operands.flatMap(\.parts)
  }

  private var operands: [PrintedFigure] {
    switch form {
    case .sum(let parts): [stated] + parts
    case .difference(let minuend, let subtrahend): [stated, minuend, subtrahend]
    case .atMost(let whole): [stated, whole]
    case .between(let certain, let possible): [stated] + certain + (possible ?? [])
    case .growth(let current, let prior): [stated, current, prior]
    case .growthByChange(let current, let change): [stated, current, change]
    case .share(let part, let whole): [stated, part, whole]
    case .linear(let linear): [stated] + linear.terms.map(\.figure)
    case .quotient(let quotient): [stated] + quotient.terms.map(\.figure)
    }
  }

  /// Decides the relation.
  public func evaluate() -> Evaluation? {
    guard let expected = expected(at: \.lastDigit) else { return nil }
    let own = stated.interval
    guard Self.meets(own, expected) else {
      return Evaluation(verdict: .violated, low: expected.low, high: expected.high)
    }
    guard precision == .finest else {
      return Evaluation(verdict: .held, low: expected.low, high: expected.high)
    }
    let finest = FinestDigits(figures)
    let tight = self.expected(at: finest.lastDigit)
    let holds =
      tight.map { Self.meets(stated.interval(at: finest.lastDigit), $0) }
      ?? false
    return Evaluation(
      verdict: holds ? .held : .undecidable, low: expected.low, high: expected.high)
  }

  /// Whether the relation says nothing because its sums are too large to be compared exactly.
  var isBeyondNumbers: Bool {
    if case .quotient(let quotient) = form { quotient.isBeyondNumbers(\.interval) } else { false }
  }

  /// An interval with an end that may be missing.
  private typealias Range = (low: Interval.Bound?, high: Interval.Bound?)

  private static func meets(_ stated: Interval, _ expected: Range) -> Bool {
    (expected.low.map { $0.isNotAbove(stated.high) } ?? true)
      && (expected.high.map { stated.low.isNotAbove($0) } ?? true)
  }

  /// What the other figures leave to the stated one, when each is rounded at `lastDigit`.
  private func expected(at lastDigit: (PrintedFigure) -> Int?) -> Range? {
    func interval(_ figure: PrintedFigure) -> Interval {
      figure.interval(at: lastDigit)
    }
    func sum(_ parts: [PrintedFigure]) -> Interval {
      parts.reduce(Interval(exactly: Fraction(0))) { $0 + interval($1) }
    }
    switch form {
    case .sum(let parts):
      let total = sum(parts)
      return (total.low, total.high)
    case .difference(let minuend, let subtrahend):
      let rest = interval(minuend) + -interval(subtrahend)
      return (rest.low, rest.high)
    case .atMost(let whole):
      return (nil, interval(whole).high)
    case .between(let certain, let possible):
      let nothing = Interval(exactly: Fraction(0))
      let least = sum(certain)
      guard let possible else { return (least.low, nil) }
      let range = possible.reduce(least) { $0 + interval($1).hull(nothing) }
      return (range.low, range.high)
    case .growth(let current, let prior):
      return Quotient.growth(current: interval(current), prior: interval(prior))
    case .growthByChange(let current, let change):
      return Quotient.growth(current: interval(current), change: interval(change))
    case .share(let part, let whole):
      return Quotient.share(part: interval(part), whole: interval(whole))
    case .linear(let linear):
      return linear.expected(interval)
    case .quotient(let quotient):
      return quotient.expected(interval)
    }
  }
}

/// The finest printed digit of each dimension among a relation's figures.
private struct FinestDigits {
  private var amount: Int?
  private var percent: Int?

  init(_ figures: [PrintedFigure]) {
    amount = Self.finest(figures.filter { if case .amount = $0.dimension { true } else { false } })
    percent = Self.finest(figures.filter { $0.dimension == .percent })
  }

  /// nil, exact, is finer than any digit.
  private static func finest(_ figures: [PrintedFigure]) -> Int? {
    let digits = figures.map(\.lastDigit)
    return digits.contains(nil) ? nil : digits.compactMap(\.self).min()
  }

  func lastDigit(of figure: PrintedFigure) -> Int? {
    switch figure.dimension {
    case .amount: amount
    case .percent: percent
    case .count: nil
    }
  }
}
