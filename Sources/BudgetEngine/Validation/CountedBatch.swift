import BudgetDomain

/// What counts of a batch: all that matching and comparing units' books needs.
struct CountedBatch: Sendable {
  /// The batch.
  let batch: LoadedBatch
  /// Which submissions count.
  let effective: Effectiveness
  /// The accepted amounts.
  let accepted: AcceptedTotals
  /// The tree of each year.
  let trees: [FiscalYear: UnitTree]

  /// Which submission each measure of a unit's year comes from.
  func sources(of unit: UnitIndex, in year: FiscalYear) -> MeasureSources {
    let effective = effective[unit, year]
    return MeasureSources(
      initial: effective.initialSource { accepted.outcome(of: $0)?.statesInitial ?? false },
      actual: effective.actualSource)
  }
}

/// Which submission each measure of a unit comes from.
struct MeasureSources {
  let initial: SubmissionIndex?
  let actual: SubmissionIndex?

  subscript(measure: Measure) -> SubmissionIndex? { measure == .initialBudget ? initial : actual }
}
