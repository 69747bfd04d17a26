import BudgetDomain

extension PrintedSums {
  /// Adds every printed total of a table with the rows it is the total of, as
  /// `TableColumn.totalRelation` tells it.
  mutating func addTotals(of table: PrintedTable, _ measure: Measure) {
    let (rows, roles) = (table.rows[measure], table.roles[measure])
    for index in roles.orderedIndices where roles[index] == .total && isComplete {
      var isReadable = isReadable(rows[index], measure)
      roles.forEachOwnRow(under: index) { own, _ in
        isReadable = isReadable && self.isReadable(rows[own], measure)
      }
      guard isReadable else { continue }
      add(1, row: rows[index], measure)
      roles.forEachOwnRow(under: index) { own, isWithin in
        add(-1, row: rows[own], measure, isOpen: !isWithin)
      }
      close()
    }
  }

  /// Adds a figure with the rows of a section that it sums up, as `SubmissionView.ownRows` does.
  mutating func add(
    _ figure: PrintedFigure, of section: Section, _ measure: Measure, kind: ExpenditureKind
  ) {
    var isReadable = true
    var hasCertain = false
    submission.forEachOwnRow(of: section, measure, kind: kind) { row, isOpen in
      isReadable = isReadable && self.isReadable(row, measure)
      hasCertain = hasCertain || !isOpen
    }
    guard isReadable, hasCertain else { return }
    add(1, figure)
    submission.forEachOwnRow(of: section, measure, kind: kind) { row, isOpen in
      add(-1, row: row, measure, isOpen: isOpen)
    }
    close()
  }

  private func isReadable(_ row: Int32, _ measure: Measure) -> Bool {
    submission.fen[measure][Int(row)] != SubmissionView.uncountable
  }
}
