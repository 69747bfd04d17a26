import BudgetDomain
import BudgetRules

/// Sets what units state of 三公 spending beside what they stated a year before.
struct SpendingComparison {
  private let batch: LoadedBatch
  private let effective: Effectiveness
  /// By place in `RestrictedSpending.figures`: the figure's number in the batch.
  private let figures: [Int32?]

  /// - Parameter effective: Of all the years that are read.
  init(_ batch: LoadedBatch, _ effective: Effectiveness) {
    self.batch = batch
    self.effective = effective
    figures = RestrictedSpending.figures.map { batch.figures.key(of: $0) }
  }

  /// What has risen, by year and unit.
  func anomalies() -> [Anomaly] {
    guard figures.contains(where: { $0 != nil }) else { return [] }
    let reference = batch.reference
    let rule = RestrictedSpendingFalls(settings: reference.settings)
    return batch.comparingYears.flatMap { year in
      reference.units.codes.indices.flatMap { unit -> [Anomaly] in
        let books = effective[unit, year].all
        // A unit with other tasks than last year's has other spending, and that is no rise.
        guard !books.isEmpty, !reference.reorganisations.concern(unit, in: year) else { return [] }
        return rule.anomalies(
          of: books.map(spending), after: effective[unit, year.previous].all.map(spending),
          unitCode: reference.units.codes[unit])
      }
    }
  }

  private func spending(in submission: SubmissionIndex) -> RestrictedSpending {
    RestrictedSpending(batch.headers[submission]) { place in
      figures[place].flatMap { batch.figures.number($0, of: submission) }
    }
  }
}
