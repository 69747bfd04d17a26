public import BudgetDomain

/// What was taken out of one cell of a group, in fen.
public struct EliminatedCell: Equatable, Sendable {
  /// The cell's key.
  public let key: Int32
  /// What was taken out of each measure.
  public let fen: BudgetFigures<Int64>

  /// Names a cell and what was taken out of it.
  public init(key: Int32, fen: BudgetFigures<Int64>) {
    self.key = key
    self.fen = fen
  }
}

/// The step of a walk that takes out of a group's sums what its units paid each other.
///
/// The amount leaves the cell of the payer's subject and fund, every cell above it, and those of
/// all funds. Of the sums that do not come from one measure, direct amounts lose what was booked
/// on the very code, basic and project what lines of the kind paid. Execution is of what units
/// booked: budgets and actuals are seldom both eliminated, so what is left of them says nothing of
/// each other. Units and lines are still those that count.
struct GroupElimination {
  private let summary: Summary
  private let byPayer: [Int: [Elimination]]
  /// By place of a group that is not closed yet, and by key.
  private var open: [Int: [Int32: Cell]] = [:]

  /// nil where nothing is eliminated in the year, and a walk has nothing to do.
  init?(_ summary: Summary, in year: FiscalYear) {
    guard let elimination = summary.eliminations[year], !elimination.byPayer.isEmpty else {
      return nil
    }
    self.summary = summary
    byPayer = elimination.byPayer
  }

  /// Notes what a unit without children paid to others.
  mutating func note(payerAt place: Int) {
    for elimination in byPayer[place] ?? [] {
      let own = summary.items.key(functional: elimination.code, elimination.fund)
      let all = summary.items.key(functional: elimination.code, .all)
      for key in [own, all] {
        let cell = Cell(elimination)
        open[elimination.at, default: [:]][key, default: Cell()].add(cell)
        var parent = summary.parents[Int(key)]
        while parent >= 0 {
          open[elimination.at, default: [:]][parent, default: Cell()].addChild(cell)
          parent = summary.parents[Int(parent)]
        }
      }
    }
  }

  /// Takes out of a group's sums what belongs there.
  ///
  /// - Returns: What was taken out of which cells, ascending by key.
  mutating func takeOut(of place: Int, from cells: inout CellAccumulator) -> [EliminatedCell] {
    guard let sums = open.removeValue(forKey: place) else { return [] }
    return sums.sorted { $0.key < $1.key }.compactMap { key, sum in
      cells[key].subtract(sum)
      let fen = BudgetFigures(initial: sum.initial, final: sum.final, actual: sum.actual)
      return fen == BudgetFigures(initial: 0, final: 0, actual: 0)
        ? nil : EliminatedCell(key: key, fen: fen)
    }
  }
}

extension Cell {
  /// What an elimination takes out of the cell of its own code.
  init(_ elimination: Elimination) {
    self.init()
    let fen = elimination.fen
    switch elimination.measure {
    case .initialBudget: (initial, directInitial) = (fen, fen)
    case .finalBudget: (final, directFinal) = (fen, fen)
    case .actual:
      (actual, directActual) = (fen, fen)
      if elimination.kind == .basic { basic = fen }
      if elimination.kind == .project { project = fen }
    }
  }
}
