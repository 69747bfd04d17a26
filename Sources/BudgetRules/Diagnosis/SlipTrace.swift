import BudgetDomain

/// What happened to which rows, whatever the column: repairs with the same trace in several
/// measures undo one slip.
struct SlipTrace: Hashable {
  let cause: Cause?
  /// The rows that the slip touched, in its own order.
  let rows: [PrintedRow]
  /// Fund and kind of a row that is missing; nil where the rows are there.
  private let absent: [UInt8]?
  /// The power of ten between two amount units.
  private let exponent: Int
  /// What is printed and what was meant, for a slip of the fingers that was copied with its number.
  private let numbers: [PrintedNumber]

  /// The trace of a repair; nil where the slip lies outside the tables, or in one column only.
  init?(_ repair: Repair, _ network: RelationNetwork) {
    var rows: [PrintedRow] = []
    for change in repair.changes {
      let figure = network.absentRows[change.figure]?.total ?? change.figure
      guard let row = network.figures[figure].key.row else { return nil }
      rows.append(row)
    }
    let row = network.absentRows[repair.figure]
    (cause, exponent, self.rows) = (repair.cause, repair.exponent, rows)
    absent = row.map { [$0.fund.rawValue, $0.kind.rawValue] }
    switch repair.cause {
    case .digitsSwapped, .digitChanged, .digitMissing, .digitExtra:
      guard let meant = repair.changes.first?.value?.number else { return nil }
      numbers = [network.figures[repair.figure].number, meant]
    case .rounding, .wrongBase, .differenceAsPercent: return nil
    case nil, .unitScale, .sign, .priorYearCopied, .otherLineCopied, .componentMissing,
      .componentDoubled, .rowsShifted:
      numbers = []
    }
  }

  /// Whether one slip in several columns is likelier than several: numbers that are wrong in no
  /// known way may be so in each column for itself.
  var isTelling: Bool { cause != nil && numbers.isEmpty }

  /// The repairs that would undo the same slip in the columns of a group of broken relations.
  func repairs(closing group: [Int], _ finder: SlipFinder) -> [Repair] {
    guard rows.count == 1 else { return [] }
    let network = finder.network
    return candidates(in: group, network).flatMap { figure in
      let own = group.filter { relation in network.relations(of: figure).contains(relation) }
      let spans = own.compactMap { network.span(of: figure, closing: $0, with: []) }
      let common = spans.reduce(Span.everything as Span?) { $0?.common(with: $1) }
      return finder.repairs(of: figure, within: common ?? .everything, broken: own, [])
        .filter { SlipTrace($0, network) == self }
    }
  }

  private func candidates(in group: [Int], _ network: RelationNetwork) -> [Int] {
    let figures: [Int]
    if absent != nil {
      let inGroup = Set(group)
      figures = network.absentRows.filter { _, row in
        network.figures[row.total].key.row == rows[0]
          && row.relations.contains(where: inGroup.contains)
      }.map(\.key)
    } else {
      figures = Measure.allCases.compactMap { measure in
        network.number(of: rows[0].figure(measure))
      }.filter { figure in network.relations(of: figure).contains(where: group.contains) }
    }
    return figures.sorted()
  }
}

extension RelationNetwork {
  /// The relations that a figure or an absent row is part of.
  func relations(of figure: Int) -> [Int] { memberships[figure].map(\.relation) }
}
