import BudgetDomain
import BudgetRules

/// Finds submissions of different units in one year whose rows are the same.
///
/// Only within a year: a run of single years reads no others, and must find what a run of all does.
struct CopySearch {
  private let batch: LoadedBatch
  private let trees: [FiscalYear: UnitTree]

  init(_ batch: LoadedBatch, trees: [FiscalYear: UnitTree]) {
    self.batch = batch
    self.trees = trees
  }

  private struct Content: Hashable {
    let year: FiscalYear
    let kind: SubmissionKind
    let amountUnit: AmountUnit
    let digest: ContentDigest
  }

  /// One anomaly for each submission that repeats an earlier one, by submission.
  func anomalies(among outcomes: some Sequence<Validator.Outcome>) -> [Anomaly] {
    var first: [Content: SubmissionIndex] = [:]
    var anomalies: [Anomaly] = []
    for outcome in outcomes
    where outcome.lineCount >= SubmissionIsNoCopy.leastLineCount && outcome.magnitudeFen > 0 {
      let header = batch.headers[outcome.submission]
      let content = Content(
        year: header.year, kind: header.kind, amountUnit: header.amountUnit,
        digest: outcome.digest)
      guard let earlier = first[content] else {
        first[content] = outcome.submission
        continue
      }
      let other = batch.headers[earlier]
      guard other.unit != header.unit, !areInLine(header.unit, other.unit, in: header.year) else {
        continue
      }
      let codes = batch.reference.units.codes
      anomalies.append(
        SubmissionIsNoCopy.anomaly(
          header, unitCode: codes[header.unit], equals: other, of: codes[other.unit],
          lineCount: outcome.lineCount))
    }
    return anomalies
  }

  /// Whether one unit stands above the other: a group with a single unit prints the same book.
  private func areInLine(_ unit: UnitIndex, _ other: UnitIndex, in year: FiscalYear) -> Bool {
    guard let tree = trees[year] else { return false }
    func isAbove(_ upper: UnitIndex, _ lower: UnitIndex) -> Bool {
      var place = tree.place(of: lower)
      while let current = place {
        if tree.nodes[current].unit == upper { return true }
        place = tree.nodes[current].parent
      }
      return false
    }
    return isAbove(unit, other) || isAbove(other, unit)
  }
}
