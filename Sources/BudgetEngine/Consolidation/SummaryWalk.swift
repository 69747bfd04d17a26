public import BudgetDomain

/// Walks years of a summary one after another, and keeps what each leaves for the next: its
/// actuals, which then need not be worked out a second time to stand beside the next year's.
public struct SummaryWalk {
  private let summary: Summary
  private var last: (year: FiscalYear, actuals: PriorYear, comparable: ComparableYear?)?
  /// The restated cells of the year walked last; nil where nothing is published.
  public private(set) var comparable: ComparableCells?

  /// A walk that has seen no year yet; it is fastest over neighbouring years in their order.
  public init(_ summary: Summary) {
    self.summary = summary
  }

  /// Calls `body` with the cells of every unit of `year`, children before parents and the
  /// district last, with last year's actuals beside them.
  public mutating func forEachUnit(
    in year: FiscalYear, _ body: (_ node: UnitTree.Node, UnitCells) throws -> Void
  ) throws {
    guard let tree = summary.validated.trees[year] else { return }
    let (prior, comparablePrior) = try prior(to: year)
    let batch = summary.validated.batch
    let isPrior = summary.validated.trees[year.next] != nil || batch.recorded[year.next] != nil
    var actuals = PriorYear(summary.items)
    var comparable = ComparableYear(summary, of: year)
    var walk = YearWalk(summary, tree: tree)
    try walk.run { node, cells in
      if isPrior { actuals.remember(cells, of: node) }
      if node.isLeaf { comparable?.take(cells, code(of: node)) }
      try body(node, prior?.merged(into: node.unit, cells) ?? cells)
    }
    comparable?.finish()
    self.comparable = comparable?.cells(beside: comparablePrior)
    last = isPrior ? (year, actuals, comparable) : nil
  }

  private func code(of node: UnitTree.Node) -> String {
    node.unit.map { summary.validated.batch.reference.units.codes[$0] } ?? UnitTree.district
  }

  /// Calls `body` with the cells of a recorded year as they were published, but with the actuals
  /// that this run works out for the year before beside them, unless the year is closed.
  public mutating func forEachRecordedUnit(
    in year: FiscalYear, _ body: (_ unit: RecordedYear.Unit, UnitCells) throws -> Void
  ) throws {
    guard let recorded = try summary.validated.batch.recordedWhole(year) else { return }
    let (prior, comparablePrior) = try prior(to: year)
    last = nil
    var comparable = ComparableYear(summary, of: year)
    let numbers = summary.items.numbers()
    let units = summary.validated.batch.reference.units
    let stands = summary.validated.batch.isClosed(year)
    for (place, unit) in recorded.units.enumerated() {
      // What had only vanished beside the old figures is put together anew beside the new ones.
      let all = unit.keyedCells(numbers, withPrior: stands)
      var own = UnitCells(
        place: place, hasReported: unit.hasReported,
        cells: all.filter { !$0.cell.isRemembered }, eliminated: unit.eliminatedCells(numbers))
      if unit.isLeaf { comparable?.take(own, unit.code) }
      if stands {
        own.cells = all
        try body(unit, own)
        continue
      }
      let isDistrict = unit.code == UnitTree.district
      let index = isDistrict ? nil : units.index(of: unit.code)
      let isKnown = index != nil || isDistrict
      try body(unit, isKnown ? prior?.merged(into: index, own) ?? own : own)
    }
    comparable?.finish()
    self.comparable = comparable?.cells(beside: comparablePrior)
  }

  /// Last year's actuals: as recorded where this run does not read that year, else as this walk
  /// has just seen them, else worked out here.
  private func prior(to year: FiscalYear) throws -> (PriorYear?, ComparableYear?) {
    let batch = summary.validated.batch
    var comparable = ComparableYear(summary, of: year.previous)
    if let recorded = try batch.recordedWhole(year.previous) {
      comparable?.take(recorded, summary.items)
      return (recorded.prior(summary.items, batch.reference.units), comparable)
    }
    if let last, last.year == year.previous { return (last.actuals, last.comparable) }
    guard let tree = summary.validated.trees[year.previous] else { return (nil, nil) }
    var prior = PriorYear(summary.items)
    var walk = YearWalk(summary, tree: tree)
    walk.run { node, cells in
      prior.remember(cells, of: node)
      if node.isLeaf { comparable?.take(cells, code(of: node)) }
    }
    comparable?.finish()
    return (prior, comparable)
  }
}

extension PriorYear {
  /// Remembers a unit of a walk, if it reported.
  fileprivate mutating func remember(_ cells: UnitCells, of node: UnitTree.Node) {
    guard cells.hasReported else { return }
    remember(node.unit, cells.cells.lazy.map { (key: $0.key, cell: $0.cell) })
  }
}

extension ComparableYear {
  /// Takes all units of a recorded year.
  fileprivate mutating func take(_ recorded: RecordedYear, _ items: ItemIndex) {
    let numbers = items.numbers()
    for (place, unit) in recorded.units.enumerated() where unit.isLeaf {
      let cells = unit.keyedCells(numbers).filter { !$0.cell.isRemembered }
      take(UnitCells(place: place, hasReported: unit.hasReported, cells: cells), unit.code)
    }
    finish()
  }
}
