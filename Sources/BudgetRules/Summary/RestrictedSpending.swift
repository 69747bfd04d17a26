public import BudgetDomain

/// What one submission states of 三公 spending.
public struct RestrictedSpending: Sendable {
  /// The figures that are looked up, in the order in which they are given.
  public static let figures = ["budget", "actual", "prior", "change"].map {
    FigureName("three_public.\($0)")
  }

  let header: SubmissionHeader
  let budget: PrintedFigure?
  let actual: PrintedFigure?
  let prior: PrintedFigure?
  let change: PrintedFigure?

  /// Takes what a submission states.
  ///
  /// - Parameter number: The number printed for the figure at a place of `figures`.
  public init(_ header: SubmissionHeader, _ number: (Int) -> PrintedNumber?) {
    let figures = Self.figures.enumerated().map { place, name -> PrintedFigure? in
      guard let number = number(place) else { return nil }
      let figure = PrintedFigure(stated: name, number, in: header)
      return figure.isWorkable ? figure : nil
    }
    self.header = header
    (budget, actual, prior, change) = (figures[0], figures[1], figures[2], figures[3])
  }
}

/// How far one figure has risen, however it and the other were rounded.
struct SpendingRise {
  let current: PrintedFigure
  /// Last year's figure, or the stated change.
  let other: PrintedFigure
  /// Last year's amount in fen.
  let before: Interval
  /// The rise in fen.
  let amount: Interval
  /// The rise in percent; nil where there was nothing to rise from.
  let rate: Quotient.Range?

  /// From last year's figure.
  init(_ current: PrintedFigure, since prior: PrintedFigure) {
    (self.current, other, before) = (current, prior, prior.interval)
    amount = current.interval + -prior.interval
    rate = Quotient.growth(current: current.interval, prior: prior.interval)
  }

  /// By the change that stands beside it.
  init(_ current: PrintedFigure, by change: PrintedFigure) {
    (self.current, other, amount) = (current, change, change.interval)
    before = current.interval + -change.interval
    rate = Quotient.growth(current: current.interval, change: change.interval)
  }
}
