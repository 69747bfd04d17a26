import BudgetDomain

/// The totals of one column that their rows cannot make, from the lowest level up, so that a total
/// can see what is already explained below it.
struct BrokenTotals {
  private let column: TableColumn
  private var totals: [(index: Int, residual: Int128)] = []

  init(_ column: TableColumn) {
    self.column = column
  }

  /// Takes in the next broken total.
  ///
  /// - Returns: Whether it differs by something else than those below it.
  mutating func add(_ index: Int, _ residual: Int128) -> Bool {
    let below = residualsBelow(index)
    totals.append((index, residual))
    return !below.contains(residual) && (below.isEmpty || below.reduce(0, +) != residual)
  }

  /// What is already explained one step down; it must not be counted at the bottom once more.
  private func residualsBelow(_ index: Int) -> [Int128] {
    // Everything under a code was taken in right before it.
    let covered = totals.reversed().prefix { column.roles.coversCode(index, $0.index) }
      .filter { column.covers(index, $0.index) }
    guard covered.count > 1 else { return covered.map(\.residual) }
    return column.roles.highest(among: covered.map(\.index)).map { covered[$0].residual }
  }
}
