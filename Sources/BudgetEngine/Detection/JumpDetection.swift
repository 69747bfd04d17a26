import BudgetDomain
import BudgetRules

/// Looks for subjects of single units that moved from last year as those of no peer did, for codes
/// that came and went, and for budgets that moved.
///
/// Works on the leaf totals, not on a walk over the tree: one pass over them for each year, and
/// last year's pass is kept beside it.
struct JumpDetection {
  private let summary: Summary
  private let reference: ReferenceData
  private let corrections: CertainCorrections

  init(_ summary: Summary) {
    self.summary = summary
    corrections = CertainCorrections(summary.validated)
    reference = summary.validated.batch.reference
  }

  /// The anomalies of all years, each year's by what they move the published total, the greatest
  /// first.
  func anomalies() throws -> [Anomaly] {
    let batch = summary.validated.batch
    let workers = batch.scope.workers
    return try shardedMap(summary.comparingYears.neighbours(workers), workers: workers) { years in
      var last: (year: FiscalYear, actuals: YearAmounts)?
      var findings: [Anomaly] = []
      for year in years {
        try RunCancellation.check()
        guard let actuals = actuals(of: year) else { continue }
        let isAtHand = last?.year == year.previous
        if let prior = isAtHand ? last?.actuals : self.actuals(of: year.previous) {
          findings += anomalies(of: year, actuals, since: prior)
          findings +=
            CodeComings(.actual, of: year, actuals, since: prior, summary)?.anomalies() ?? []
          findings += budgetAnomalies(of: year, actuals, since: prior)
        }
        last = (year, actuals)
      }
      return findings
    }.flatMap(\.self)
  }

  /// The anomalies of one year, but not what is listed as a slip already: a jump that is gone once
  /// the slip is put right, in the year of the slip or in the year after.
  private func anomalies(
    of year: FiscalYear, _ actuals: YearAmounts, since prior: YearAmounts
  ) -> [Anomaly] {
    func selected(_ actuals: YearAmounts, _ prior: YearAmounts) -> [Anomaly] {
      let changes = YearChanges(of: year, actuals, since: prior, summary)
      return JumpSelection(changes, reference.settings).anomalies()
    }
    let found = selected(actuals, prior)
    let (now, before) = (corrections[year], corrections[year.previous])
    let units = Set(Set(now.keys).union(before.keys).map { reference.units.codes[$0] })
    guard found.contains(where: { units.contains($0.place.unit) }) else { return found }
    let left = Set(
      selected(actuals.corrected(now), prior.corrected(before)).map {
        JumpIdentity(rule: $0.rule, place: $0.place)
      })
    return found.filter {
      !units.contains($0.place.unit) || left.contains(JumpIdentity(rule: $0.rule, place: $0.place))
    }
  }

  /// Of units that have no actuals in one of the years, what their budgets show.
  private func budgetAnomalies(
    of year: FiscalYear, _ actuals: YearAmounts, since prior: YearAmounts
  ) -> [Anomaly] {
    func isAsked(_ unit: UnitIndex) -> Bool {
      actuals.units[unit] == nil || prior.units[unit] == nil
    }
    guard let budgets = amounts(.initialBudget, of: year, where: isAsked),
      let before = amounts(.initialBudget, of: year.previous, where: isAsked)
    else { return [] }
    let comings =
      CodeComings(.initialBudget, of: year, budgets, since: before, summary)?.anomalies() ?? []
    let named = Set(comings.compactMap(\.place.code))
    return comings
      + BudgetMoves(of: year, budgets, since: before, summary, besides: named).anomalies()
  }

  private struct JumpIdentity: Hashable {
    let rule: RuleCode
    let place: Place
  }

  private func actuals(of year: FiscalYear) -> YearAmounts? {
    amounts(.actual, of: year) { _ in true }
  }

  /// nil where the run knows nothing of the year.
  private func amounts(
    _ measure: Measure, of year: FiscalYear, where isAsked: (UnitIndex) -> Bool
  ) -> YearAmounts? {
    if let recorded = summary.validated.batch.recorded[year] {
      return YearAmounts(measure, recorded, reference.units, where: isAsked)
    }
    return summary.validated.trees[year].map {
      YearAmounts(measure, of: year, in: $0, summary, where: isAsked)
    }
  }
}

/// The changes of one year, those of one unit type and subject side by side.
struct YearChanges {
  /// One unit's change on one subject; amounts in fen.
  struct Change {
    let unit: Int32
    let code: UInt32
    let actual: Int64
    let prior: Int64
  }

  /// The units of one type that spent on one subject in both years, by unit.
  struct Group {
    let type: String
    let members: [Change]
  }

  let year: FiscalYear
  /// By type and subject.
  private(set) var groups: [Group] = []
  /// Subjects that a unit has in one of the years only, by unit and subject.
  private(set) var comings: [Change] = []
  /// By type: units that reported in both years.
  private(set) var unitCounts: [String: Int] = [:]
  private let summary: Summary

  init(
    of year: FiscalYear, _ actuals: YearAmounts, since prior: YearAmounts, _ summary: Summary
  ) {
    self.year = year
    self.summary = summary
    var types: [String] = []
    var numbers: [String: Int] = [:]
    // By type and subject; units come in their order, so the members of a group do too.
    var byGroup: [UInt64: [Change]] = [:]
    for unit in actuals.units.indices {
      // A unit with other tasks than last year's is its own peer no more.
      guard actuals.units[unit] != nil, prior.units[unit] != nil, let type = type(of: unit),
        !summary.validated.batch.reference.reorganisations.concern(unit, in: year)
      else { continue }
      let number = numbers[type] ?? types.count
      if number == types.count {
        numbers[type] = number
        types.append(type)
      }
      unitCounts[type, default: 0] += 1
      actuals.forEachChange(of: unit, since: prior) { code, actual, prior in
        let change = Change(unit: Int32(unit), code: code, actual: actual, prior: prior)
        if actual > 0, prior > 0 {
          byGroup[UInt64(number) << 32 | UInt64(code), default: []].append(change)
        } else if actual != prior, actual >= 0, prior >= 0 {
          comings.append(change)
        }
      }
    }
    for (key, members) in byGroup.sorted(by: { $0.key < $1.key })
    where isListed(UInt32(truncatingIfNeeded: key)) {
      groups.append(Group(type: types[Int(key >> 32)], members: members))
    }
    comings = comings.filter { isListed($0.code) }
  }

  /// The peer group of a unit; nil where the bureau keeps none.
  func type(of unit: Int) -> String? {
    summary.validated.batch.reference.units.row(of: unit, in: year)?.type
  }

  /// The change as published.
  func published(_ change: Change) -> YearChange {
    YearChange(
      unit: summary.validated.batch.reference.units.codes[Int(change.unit)],
      code: SubjectCode(rank: change.code), actualFen: change.actual, priorFen: change.prior)
  }

  /// Whether the lists have a code in both years or in neither: what comes or goes with the list
  /// is nobody's change. A list that lacks a year says nothing of either.
  private func isListed(_ rank: UInt32) -> Bool {
    let list = summary.validated.batch.reference.functional
    let code = SubjectCode(rank: rank)
    let (now, before) = (year, year.previous)
    guard list.covers(now), list.covers(before) else { return true }
    return (list.listing(of: code, fund: .all, in: now) == .listed)
      == (list.listing(of: code, fund: .all, in: before) == .listed)
  }
}

/// What stands before amounts of neighbouring years are looked at: what validation found, what
/// units paid each other and is not matched, and what cannot be followed from year to year.
func standing(in summary: Summary) -> [Anomaly] {
  summary.uncleared(summary.validated.anomalies) + TransferResiduals(summary).anomalies()
    + (RestatementDefects(summary)?.anomalies() ?? [])
}

/// Looks for what only the whole picture shows.
///
/// - Throws: `RunInterrupted`.
func detect(in summary: Summary) throws -> [Anomaly] {
  try JumpDetection(summary).anomalies()
}
