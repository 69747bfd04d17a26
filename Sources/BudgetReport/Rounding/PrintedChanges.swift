public import BudgetDomain

/// Some parts of a total, then and now, beside the change of the total.
public struct PrintedChanges: Sendable {
  /// A part.
  public struct Part: Sendable {
    /// What it was, fen.
    public var before: Int64
    /// What it is now, fen.
    public var after: Int64
    /// What that is printed as elsewhere, in steps: one of its two neighbours.
    public var printedAfter: Int64

    /// A part of the total.
    public init(before: Int64, after: Int64, printedAfter: Int64) {
      self.before = before
      self.after = after
      self.printedAfter = printedAfter
    }
  }

  /// What each part was, as printed, in steps.
  public let before: [Int64]

  /// Prints what parts were before, so that their changes and the rest's add up to the change of
  /// the total: each is one of its two neighbours, and so is the rest where that can be. No printed
  /// change has another sign than the exact one; what that costs, the rest bears.
  ///
  /// - Parameter change: The change of the total, fen.
  /// - Parameter printedChange: The same as printed, in steps.
  public init(_ parts: [Part], of change: Int64, printed printedChange: Int64, step: PrintStep) {
    let rest = parts.reduce(change) { $0 - ($1.after - $1.before) }
    let exact = parts.map(\.before) + [-rest]
    let whole = parts.reduce(-printedChange) { $0 + $1.printedAfter }
    let (least, most) = step.bounds(of: exact)
    let printed = step.printed(exact, addingUpTo: min(max(whole, least), most))
    before = zip(parts, printed).map { part, steps in
      if part.before == part.after { return part.printedAfter }
      return part.before < part.after
        ? min(steps, part.printedAfter) : max(steps, part.printedAfter)
    }
  }
}

extension PrintStep {
  /// The least and the most that amounts can add up to, each printed as one of its neighbours.
  public func bounds(of amounts: [Int64]) -> (least: Int64, most: Int64) {
    let least = amounts.reduce(0) { $0 + below($1) }
    return (least, least + Int64(amounts.count { rest($0) > 0 }))
  }

  /// Whether so many steps are one of the two neighbours of an amount, or the amount itself.
  public func isNeighbour(_ steps: Int64, of amount: Int64) -> Bool {
    steps == below(amount) || rest(amount) > 0 && steps == below(amount) + 1
  }
}
