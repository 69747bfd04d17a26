public import BudgetDomain

/// The consolidated figures of a run, worked out while they are read.
///
/// The steps of each unit are: book its submissions on codes and funds, add up over codes, add up
/// over units with elimination at the lowest common ancestor; and beside that, restate what the
/// crosswalk and the successions of units change, see `ComparableYear`. It is one object, not a
/// value, because every unit's account looks things up in it.
public final class Summary: Sendable {
  /// What was validated.
  public let validated: ValidatedBatch
  /// The years that are worked out, ascending: those of the batch, or those of them that may come
  /// out other than they were.
  public let years: [FiscalYear]
  /// The closed years that are looked at, ascending: their figures stand, and what else is shown
  /// of them may come out other than it was.
  public let closedYears: [FiscalYear]
  /// The codes published, by number.
  public let items: ItemIndex
  /// What the years are restated to; nil where nothing is published.
  public let frame: ComparableFrame?
  /// By key: the key of the code above; −1 for none.
  let parents: [Int32]
  /// What units paid each other; a year in which nobody says so is not among them.
  var eliminations: [FiscalYear: YearElimination] { validated.eliminations }

  var accepted: AcceptedTotals { validated.accepted }
  var effective: Effectiveness { validated.effective }
  /// Keys run from 0 up to here.
  public let keyCount: Int

  init(_ validated: ValidatedBatch) {
    self.validated = validated
    let batch = validated.batch
    years = batch.openYears
    closedYears = batch.standing
    let names = Set(
      validated.accepted.outcomes.flatMap { batch.figures[$0.submission].map(\.name) })
    let restated = Restatement(validated)
    items = ItemIndex(
      validated.accepted, figures: names, recorded: batch.recorded.values.map { $0 },
      restated: restated?.codes ?? [])
    frame = restated?.frame(items)
    keyCount = items.items.count * Int(ItemIndex.fundCount)
    parents = items.items.flatMap { item in
      (0..<ItemIndex.fundCount).map { fund in
        item.parent.map { Int32($0) * ItemIndex.fundCount + fund } ?? -1
      }
    }
  }

  private init(_ whole: Summary, without unchanged: Set<FiscalYear>) {
    years = whole.years.filter { !unchanged.contains($0) }
    closedYears = whole.closedYears.filter { !unchanged.contains($0) }
    validated = whole.validated
    items = whole.items
    frame = whole.frame
    keyCount = whole.keyCount
    parents = whole.parents
  }

  /// The same without some years, which are published already as they would come out.
  func without(_ unchanged: Set<FiscalYear>) -> Summary {
    unchanged.isEmpty ? self : Summary(self, without: unchanged)
  }

  /// The years whose anomalies beside the year before are made anew, ascending: those that are
  /// worked out, and recorded ones right after one that was asked for.
  public var comparingYears: [FiscalYear] { (years + validated.batch.repeated).sorted() }

  /// The code of a key.
  public func item(of key: Int32) -> Item { items.items[Int(key / ItemIndex.fundCount)] }

  /// Works out every cell of every year and says how many there are.
  ///
  /// A run that publishes walks the trees while it writes; one that writes nothing walks them
  /// here, so that it meets whatever the other would have met.
  public func countCells() throws -> Int {
    let workers = validated.batch.scope.workers
    return try shardedMap(years.neighbours(workers), workers: workers) { years in
      var walk = SummaryWalk(self)
      var count = 0
      for year in years {
        try walk.forEachUnit(in: year) { _, unit in
          count += unit.cells.count
          try RunCancellation.check()
        }
      }
      return count
    }.reduce(0, +)
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
  /// walk's total for the district and all that was eliminated must equal it together before
  /// anything is published.
  public func acceptedTotal(in year: FiscalYear) -> BudgetFigures<Int64?> {
    var sum = BudgetFigures<Int64?>(initial: nil, final: nil, actual: nil)
    for node in validated.trees[year]?.nodes ?? [] {
      guard node.isLeaf, let unit = node.unit else { continue }
      let sources = validated.counted.sources(of: unit, in: year)
      for submission in effective[unit, year].all {
        accepted.forEachTotal(of: submission) { _, total in
          guard total.axis == .functional else { return }
          if submission == sources.initial, total.stated.contains(.initial) {
            sum.initial = (sum.initial ?? 0) + total.initial
          }
          guard submission == sources.actual else { return }
          if total.stated.contains(.final) { sum.final = (sum.final ?? 0) + total.final }
          if total.stated.contains(.actual) { sum.actual = (sum.actual ?? 0) + total.actual }
        }
      }
    }
    return sum
  }
}
