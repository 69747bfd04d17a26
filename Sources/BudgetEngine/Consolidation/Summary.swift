public import BudgetDomain

/// The consolidated figures of a run, worked out while they are read.
///
/// The steps of each unit are: book its submissions on codes and funds, restate through the
/// crosswalk, add up over codes, add up over units with elimination at the lowest common
/// ancestor. Crosswalk and elimination have no data to work with yet; until they do, figures are
/// as reported. It is one object, not a value, because every unit's account looks things up in it.
public final class Summary: Sendable {
  /// What was validated.
  public let validated: ValidatedBatch
  /// The codes published, by number.
  public let items: ItemIndex
  /// By key: the key of the code above; −1 for none.
  private let parents: [Int32]

  var accepted: AcceptedTotals { validated.accepted }
  var effective: Effectiveness { validated.effective }
  /// Keys run from 0 up to here.
  public let keyCount: Int

  init(_ validated: ValidatedBatch) {
    self.validated = validated
    let batch = validated.batch
    let names = Set(
      validated.accepted.outcomes.flatMap { batch.figures[$0.submission].map(\.name) })
    items = ItemIndex(
      validated.accepted, figures: names, recorded: batch.recorded.values.map { $0 })
    keyCount = items.items.count * Int(ItemIndex.fundCount)
    parents = items.items.flatMap { item in
      (0..<ItemIndex.fundCount).map { fund in
        item.parent.map { Int32($0) * ItemIndex.fundCount + fund } ?? -1
      }
    }
  }

  /// The code of a key.
  public func item(of key: Int32) -> Item { items.items[Int(key / ItemIndex.fundCount)] }

  /// Calls `body` with the cells of every unit of `year`, children before parents and the
  /// district last, with last year's actuals beside them.
  public func forEachUnit(
    in year: FiscalYear, _ body: (_ node: UnitTree.Node, UnitCells) throws -> Void
  ) throws {
    guard let tree = validated.trees[year] else { return }
    let prior = try prior(to: year)
    var walk = YearWalk(self, tree: tree)
    try walk.run { node, cells in
      try body(node, prior?.merged(into: node.unit, cells) ?? cells)
    }
  }

  /// Calls `body` with the cells of a recorded year as they were published, but with the actuals
  /// that this run works out for the year before beside them.
  public func forEachRecordedUnit(
    in year: FiscalYear, _ body: (_ unit: RecordedYear.Unit, UnitCells) throws -> Void
  ) throws {
    guard let recorded = validated.batch.recorded[year] else { return }
    let prior = try prior(to: year)
    let numbers = items.numbers()
    let units = validated.batch.reference.units
    for (place, unit) in recorded.units.enumerated() {
      // What had only vanished beside the old figures is put together anew beside the new ones.
      let cells = unit.keyedCells(numbers).filter { !$0.cell.isRemembered }
      let own = UnitCells(place: place, hasReported: unit.hasReported, cells: cells)
      let isDistrict = unit.code == UnitTree.district
      let index = isDistrict ? nil : units.index(of: unit.code)
      let isKnown = index != nil || isDistrict
      try body(unit, isKnown ? prior?.merged(into: index, own) ?? own : own)
    }
  }

  /// Works out every cell of every year and says how many there are.
  ///
  /// A run that publishes walks the trees while it writes; one that writes nothing walks them
  /// here, so that it meets whatever the other would have met.
  public func countCells() throws -> Int {
    try shardedMap(validated.batch.years, workers: validated.batch.scope.workers) { year in
      var count = 0
      try forEachUnit(in: year) { _, unit in
        count += unit.cells.count
        try RunCancellation.check()
      }
      return count
    }.reduce(0, +)
  }

  /// Last year's actuals: worked out again where this run reads that year too, which costs less
  /// than keeping all years, and as recorded where it does not.
  private func prior(to year: FiscalYear) throws -> PriorYear? {
    if let recorded = validated.batch.recorded[year.previous] {
      return recorded.prior(items, validated.batch.reference.units)
    }
    guard let tree = validated.trees[year.previous] else { return nil }
    var prior = PriorYear(items)
    var walk = YearWalk(self, tree: tree)
    walk.run { node, cells in
      guard cells.hasReported else { return }
      prior.remember(node.unit, cells.cells.lazy.map { ($0.key, $0.cell) })
    }
    return prior
  }

  func parentKey(of key: Int32) -> Int32? {
    let parent = parents[Int(key)]
    return parent < 0 ? nil : parent
  }

  /// The additive figures of a submission in hundredths, fen for amounts, by key.
  func figures(of submission: SubmissionIndex) -> [(key: Int32, hundredths: Int64)] {
    let unit = validated.batch.headers[submission].amountUnit
    return validated.batch.figures[submission].compactMap { figure in
      guard let key = items.key(figure.name) else { return nil }
      // Two decimals of a plain count make hundredths, as of an amount in yuan.
      let isAmount = figure.name.dimension == .amount
      return figure.value.fen(in: isAmount ? unit : .yuan).map { (key, $0) }
    }
  }
}

/// Consolidates what validation accepted.
func consolidate(_ validated: ValidatedBatch) -> Summary {
  Summary(validated)
}

extension Summary {
  /// What the accepted lines of a year's units add up to, straight from the submissions: the
  /// walk's total for the district must equal it before anything is published.
  public func acceptedTotal(in year: FiscalYear) -> BudgetFigures<Int64?> {
    var sum = BudgetFigures<Int64?>(initial: nil, final: nil, actual: nil)
    for node in validated.trees[year]?.nodes ?? [] {
      guard node.isLeaf, let unit = node.unit else { continue }
      let counted = effective[unit, year]
      let initialSource = counted.initialSource {
        accepted.outcome(of: $0)?.statesInitial ?? false
      }
      for submission in counted.all {
        accepted.forEachTotal(of: submission) { _, total in
          guard total.axis == .functional else { return }
          if submission == initialSource, total.stated.contains(.initial) {
            sum.initial = (sum.initial ?? 0) + total.initial
          }
          guard submission == counted.actualSource else { return }
          if total.stated.contains(.final) { sum.final = (sum.final ?? 0) + total.final }
          if total.stated.contains(.actual) { sum.actual = (sum.actual ?? 0) + total.actual }
        }
      }
    }
    return sum
  }
}
