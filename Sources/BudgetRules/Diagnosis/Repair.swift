import BudgetDomain

/// Another value for one figure.
struct Change {
  let figure: Int
  /// Where the true value lies; nil where it may be anything.
  let span: Span?
  /// What should have been printed; nil where that is not known.
  let value: PrintedFigure?
  /// Whether nothing else would do; always so for a typed slip.
  var isOnlyValue = true
  /// In units of the last place: everything that would do, where it is bounded.
  var range: ClosedRange<Int128>?

  /// In ticks: what may be printed; nil where that is not known.
  fileprivate func numbers(_ network: RelationNetwork) -> ClosedRange<Int128>? {
    guard isOnlyValue else {
      let tick = network.digits[figure].tick
      return range.map { $0.lowerBound * tick...$0.upperBound * tick }
    }
    return value.map { Span.inTicks($0.value) }.map { $0...$0 }
  }
}

/// One slip and what undoes it: the figure to blame, why, and what the figures would be.
struct Repair {
  let figure: Int
  /// nil where the figure must be wrong but no typed slip makes it right.
  let cause: Cause?
  /// Others that lead to the same number and are as likely.
  private(set) var otherCauses: [Cause] = []
  /// How unlikely the slip is; see `Cost`.
  let cost: Int
  var changes: [Change]
  /// Tells slips of one cause apart: the power of ten between two amount units.
  var exponent = 0

  init(_ figure: Int, _ cause: Cause?, cost: Int, span: Span? = nil, value: PrintedFigure? = nil) {
    self.init(figure, cause, cost: cost, [Change(figure: figure, span: span, value: value)])
  }

  init(_ figure: Int, _ cause: Cause?, cost: Int, _ changes: [Change]) {
    self.figure = figure
    self.cause = cause
    self.cost = cost
    self.changes = changes
  }

  /// The cause, if no other is as likely.
  var soleCause: Cause? { otherCauses.isEmpty ? cause : nil }

  /// The likelier of two repairs that print the same number in the same place, or one that names
  /// both causes; nil where they are no such repairs.
  func united(with other: Repair, _ network: RelationNetwork) -> Repair? {
    guard figure == other.figure, changes.count == 1, other.changes.count == 1,
      let numbers = changes[0].numbers(network), let others = other.changes[0].numbers(network),
      numbers.overlaps(others)
    else { return nil }
    guard cost == other.cost, let cause = other.cause else {
      return other.cost < cost ? other : self
    }
    var united = self
    if cause != self.cause, !otherCauses.contains(cause) { united.otherCauses.append(cause) }
    return united
  }

  /// What kinds of slip cost. Among explanations of equally many figures the cheapest counts.
  ///
  /// The order is that of evidence: the fewer values a slip could have led to, the more it says
  /// that one of them fits. A changed digit fits one number in ten, an unknown value any.
  enum Cost {
    static let rounding = 1
    static let exactMatch = 2
    static let match = 3
    static let digit = 4
    static let unknown = 7
  }
}
