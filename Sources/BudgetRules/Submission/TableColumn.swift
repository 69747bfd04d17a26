import BudgetDomain

/// One measure of one table: the rows that state it, their roles, and sums over them.
struct TableColumn {
  let submission: SubmissionView
  let table: PrintedTable
  let measure: Measure
  let rows: [Int32]
  let roles: RowRoles
  private let fen: [Int64]

  init(_ submission: SubmissionView, _ table: PrintedTable, _ measure: Measure) {
    self.submission = submission
    self.table = table
    self.measure = measure
    rows = table.rows[measure]
    roles = table.roles[measure]
    fen = submission.fen[measure]
  }

  /// The rows of a role, by code: a total comes before everything below it.
  func indices(of role: RowRoles.Role) -> [Int] {
    roles.orderedIndices.filter { roles[$0] == role }
  }

  /// The amount of one row as printed; nil where it cannot be read.
  func figure(at index: Int) -> PrintedFigure? { submission.figure(row: rows[index], measure) }

  /// A row as submitted.
  func line(at index: Int) -> SubmittedLine { submission.lines[Int(rows[index])] }

  /// Where a row stands.
  func place(of index: Int) -> Place {
    var place = submission.place(of: submission.lines[Int(rows[index])], measure)
    if let within = table.within { place.code = "\(within)/\(place.code ?? "")" }
    // Rows alike are told apart by their numbers, not by the order in which they were read.
    place.occurrence =
      roles.rows(alike: index).count { other in
        roles[other] == roles[index] && lineNumber(at: other) < lineNumber(at: index)
      } + 1
    return place
  }

  private func lineNumber(at index: Int) -> Int32 { submission.lines[Int(rows[index])].lineNumber }

  /// Whether the row at `outer` is the total of the row at `inner`.
  func covers(_ outer: Int, _ inner: Int) -> Bool { roles.covers(outer, inner) }

  /// How far a total is from its rows, each taken as exact: stated − Σ rows, in fen. Rows that
  /// leave open what the total states are not in the sum.
  ///
  /// - Returns: nil where an amount cannot be read; zero decides the relation at once, for a sum
  ///   that is exact as printed holds at any rounding, with the open rows or without.
  func residual(of total: Int) -> Int128? {
    let stated = fen[Int(rows[total])]
    guard stated != SubmissionView.uncountable else { return nil }
    var sum: Int128 = 0
    var isReadable = true
    roles.forEachOwnRow(under: total) { row, isWithin in
      let amount = fen[Int(rows[row])]
      if amount == SubmissionView.uncountable { isReadable = false }
      if isWithin { sum += Int128(amount) }
    }
    guard isReadable else { return nil }
    return Int128(stated) - sum
  }

  /// Whether a part is more than its rows, each taken as exact: if it is not, it is no more at any
  /// rounding. Of reductions, and of what cannot be read, nothing is said; see `partRelation`.
  func mayExceedRows(_ part: Int) -> Bool {
    let stated = fen[Int(rows[part])]
    var sum: Int128 = 0
    var isBound = stated != SubmissionView.uncountable
    roles.forEachOwnRow(under: part) { row, _ in
      let amount = fen[Int(rows[row])]
      if amount == SubmissionView.uncountable || amount < 0 { isBound = false }
      sum += Int128(amount)
    }
    return isBound && Int128(stated) > sum
  }

  /// How many rows count under a row, or may.
  func ownCount(under index: Int) -> Int {
    var count = 0
    roles.forEachOwnRow(under: index) { _, _ in count += 1 }
    return count
  }

  /// The amounts of the rows that count under a row; nil where one cannot be read.
  func ownRows(under index: Int, withOpen: Bool, withCertain: Bool = true) -> [PrintedFigure]? {
    var figures: [PrintedFigure] = []
    var isReadable = true
    roles.forEachOwnRow(under: index) { row, isWithin in
      guard isWithin ? withCertain : withOpen else { return }
      if let figure = figure(at: row) { figures.append(figure) } else { isReadable = false }
    }
    return isReadable ? figures : nil
  }

  /// What must hold of a total: it is the sum of its rows, or, where some rows leave open whether
  /// they belong to it, between the sum without and with them.
  func totalRelation(at index: Int) -> Relation? {
    guard let stated = figure(at: index),
      let certain = ownRows(under: index, withOpen: false),
      let possible = ownRows(under: index, withOpen: true, withCertain: false)
    else { return nil }
    return possible.isEmpty
      ? Relation(stated, .sum(parts: certain))
      : Relation(stated, .between(certain: certain, possible: possible))
  }

  /// What must hold of a part: it is no more than its rows; nil where some of these are reductions,
  /// or the part is none of money.
  func partRelation(at index: Int) -> Relation? {
    guard let rows = ownRows(under: index, withOpen: true),
      rows.allSatisfy({ $0.number.unscaled >= 0 }), let part = figure(at: index),
      part.number.unscaled > 0
    else { return nil }
    return Relation(part, .between(certain: [], possible: rows))
  }
}

extension SubmissionView {
  /// How many figures the relations of all printed totals, or of all parts, name.
  func figureCount(of role: RowRoles.Role) -> Int {
    tables.reduce(0) { count, table in
      Measure.allCases.reduce(count) { count, measure in
        let roles = table.roles[measure]
        guard role == .total ? roles.hasTotals : roles.hasParts else { return count }
        let column = TableColumn(self, table, measure)
        return column.indices(of: role).reduce(count) { count, index in
          // The upper bound is reached long before all is counted.
          count <= Diagnosis.mostFigures ? count + 1 + column.ownCount(under: index) : count
        }
      }
    }
  }
}
