import BudgetDomain

/// Works out the cells of one unit without children, from the submissions that count.
///
/// First what is booked on each code and fund; then what follows from it, see `settle`.
struct UnitAccount {
  private let summary: Summary
  private let year: FiscalYear
  private(set) var cells: CellAccumulator

  init(_ summary: Summary, year: FiscalYear) {
    self.summary = summary
    self.year = year
    cells = CellAccumulator(keyCount: summary.keyCount)
  }

  /// Works out one unit; afterwards `cells` holds its cells.
  ///
  /// - Returns: Whether a submission that gives actuals counts.
  mutating func work(out unit: UnitIndex) -> Bool {
    cells.removeAll()
    let accepted = summary.accepted
    let effective = summary.effective[unit, year]
    let actualSource = effective.actualSource
    let initialSource = effective.initialSource {
      accepted.outcome(of: $0)?.statesInitial ?? false
    }
    if let actualSource {
      book(actualSource, actuals: true, initials: actualSource == initialSource)
    }
    if let initialSource, initialSource != actualSource {
      book(initialSource, actuals: false, initials: true)
    }
    cells.settle(summary.parents)
    if let actualSource { bookFigures(of: actualSource) }
    return actualSource != nil
  }

  /// The cells of the unit worked out last.
  mutating func cells(_ place: Int, _ hasReported: Bool) -> UnitCells {
    UnitCells(place: place, hasReported: hasReported, cells: cells.sortedCells())
  }

  private mutating func book(_ submission: SubmissionIndex, actuals: Bool, initials: Bool) {
    summary.accepted.forEachTotal(of: submission) { worker, total in
      let lines =
        switch (actuals, initials) {
        case (true, true): total.lineCount
        case (true, false): total.executionLineCount
        case (false, _): total.initialLineCount
        }
      guard lines > 0 else { return }
      cells[summary.items.key(worker: worker, total)].book(
        total, actuals: actuals, initials: initials, lineCount: Int32(clamping: lines))
    }
  }

  /// Figures stand outside the tables, each for itself: nothing is above or below it.
  private mutating func bookFigures(of submission: SubmissionIndex) {
    for (key, hundredths) in summary.figures(of: submission) {
      cells[key].actual += hundredths
      cells[key].stated.insert(.actual)
      cells[key].unitCount = 1
    }
  }
}

extension Cell {
  fileprivate mutating func book(
    _ total: borrowing LeafTotal, actuals: Bool, initials: Bool, lineCount: Int32
  ) {
    if initials, total.stated.contains(.initial) {
      initial += total.initial
      stated.insert(.initial)
    }
    if actuals {
      final += total.final
      actual += total.actual
      basic += total.basic
      project += total.project
      stated.formUnion(total.stated.subtracting(.initial))
    }
    self.lineCount += lineCount
  }
}
