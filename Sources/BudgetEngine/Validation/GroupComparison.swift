import BudgetDomain
import BudgetRules

/// Sets what groups submit themselves beside the sums of their units.
///
/// Adds the units' leaf totals up by another way than the tree walk: straight from every unit
/// under the group, so that the two also check each other.
struct GroupComparison {
  /// A group that hands in a book of its own.
  struct Group: Sendable {
    /// The group's own book.
    let control: SubmissionIndex
    /// The books that actuals and final budgets of its units come from.
    var actualSources: [SubmissionIndex] = []
    /// The books that their initial budgets come from.
    var initialSources: [SubmissionIndex] = []
    /// Whether the books must add up to the group's: every unit has handed in actuals, and
    /// nothing that they paid each other is taken out of their sum.
    var isSumOfBooks = true
    /// What does not agree.
    var findings = FindingList()
    /// Where nothing more disagrees than in subjects below.
    var explained: Set<Place> = []

    /// What does not agree, as far as it is kept.
    var anomalies: [Anomaly] { findings.anomalies }

    /// All books, each once.
    var books: [SubmissionIndex] {
      Set([control] + actualSources + initialSources).sorted()
    }
  }

  private let counted: CountedBatch
  private let eliminations: [FiscalYear: YearElimination]
  private let rule = GroupEqualsUnits()

  private var batch: LoadedBatch { counted.batch }
  private var accepted: AcceptedTotals { counted.accepted }

  init(_ counted: CountedBatch, _ eliminations: [FiscalYear: YearElimination]) {
    (self.counted, self.eliminations) = (counted, eliminations)
  }

  /// One year's groups with books of their own, in the order of the tree.
  ///
  /// - Parameter settled: The places of groups whose book is a unit's: every difference there is
  ///   what that unit's book holds twice.
  func groups(in tree: UnitTree, besides settled: Set<Int>) -> [Group] {
    var groups: [Group] = []
    for (place, node) in tree.nodes.enumerated() where !node.isLeaf {
      guard let unit = node.unit, !settled.contains(place) else { continue }
      let effective = counted.effective[unit, tree.year]
      guard let control = effective.actualSource ?? effective[.budget],
        accepted.outcome(of: control) != nil
      else { continue }
      var group = Group(control: control)
      // Where no cause is searched, no more are looked at than can be listed.
      if accepted.outcome(of: control).map({ $0.lineCount > Diagnosis.mostLines }) ?? false {
        group.findings = FindingList(mostOfRule: FindingsAreFew.mostListed)
      }
      let totals = unitTotals(under: place, in: tree, &group)
      compare(&group, unit, with: totals)
      groups.append(group)
    }
    return groups
  }

  /// What the units under a node make of one subject.
  private struct UnitTotal {
    var fen = BudgetFigures<Int64?>(initial: nil, final: nil, actual: nil)
    /// What the units paid each other.
    var eliminated = BudgetFigures<Int64>(initial: 0, final: 0, actual: 0)
    var slackFen: Int128 = 0
  }

  private func unitTotals(under place: Int, in tree: UnitTree, _ group: inout Group)
    -> [SubjectCode: UnitTotal]
  {
    var totals: [SubjectCode: UnitTotal] = [:]
    for (payer, node) in tree.nodes[..<place].enumerated().reversed() {
      // Everything under a node stands right before it, down to the next node not under it.
      guard node.depth > tree.nodes[place].depth else { break }
      guard node.isLeaf, let unit = node.unit else { continue }
      // What is taken out higher up is still in the group's sum.
      let paid = (eliminations[tree.year]?.byPayer[payer] ?? []).filter { $0.at <= place }
      for elimination in paid { take(elimination, from: &totals) }
      let sources = counted.sources(of: unit, in: tree.year)
      group.isSumOfBooks = group.isSumOfBooks && sources.actual != nil && paid.isEmpty
      group.actualSources += sources.actual.map { [$0] } ?? []
      group.initialSources += sources.initial.map { [$0] } ?? []
      for submission in Set([sources.actual, sources.initial].compactMap(\.self)) {
        add(
          submission, actuals: submission == sources.actual,
          initials: submission == sources.initial, to: &totals)
      }
    }
    return totals
  }

  private func take(_ elimination: Elimination, from totals: inout [SubjectCode: UnitTotal]) {
    var next: SubjectCode? = elimination.code
    while let code = next {
      totals[code, default: UnitTotal()].eliminated[elimination.measure] += elimination.fen
      next = code.parent
    }
  }

  private func add(
    _ submission: SubmissionIndex, actuals: Bool, initials: Bool,
    to totals: inout [SubjectCode: UnitTotal]
  ) {
    let halfWidth = accepted.outcome(of: submission)?.halfWidthFen ?? 0
    accepted.forEachTotal(of: submission) { _, total in
      guard total.axis == .functional else { return }
      var next: SubjectCode? = SubjectCode(rank: total.code)
      while let code = next {
        var sum = totals[code] ?? UnitTotal()
        if initials, total.stated.contains(.initial) {
          sum.fen.initial = (sum.fen.initial ?? 0) + total.initial
        }
        if actuals, total.stated.contains(.final) {
          sum.fen.final = (sum.fen.final ?? 0) + total.final
        }
        if actuals, total.stated.contains(.actual) {
          sum.fen.actual = (sum.fen.actual ?? 0) + total.actual
        }
        sum.slackFen += Int128(halfWidth) * Int128(total.lineCount)
        totals[code] = sum
        next = code.parent
      }
    }
  }

  /// Compares the control total's subjects, from the whole down to where the differences lie: a
  /// subject whose difference those below it explain, one alone or all together, is not listed
  /// beside them.
  private func compare(
    _ group: inout Group, _ unit: UnitIndex, with units: [SubjectCode: UnitTotal]
  ) {
    let control = group.control
    let header = batch.headers[control]
    // The rows are added up in fen, but the group's own book is rounded as well.
    let halfWidth = Int128(accepted.outcome(of: control)?.halfWidthFen ?? 0)
    var rows: [SubjectCode: [LeafTotal]] = [:]
    accepted.forEachTotal(of: control) { _, total in
      guard total.axis == .functional else { return }
      var next: SubjectCode? = SubjectCode(rank: total.code)
      while let code = next {
        rows[code, default: []].append(copy total)
        next = code.parent
      }
    }
    for measure in Measure.allCases {
      var differing: [GroupEqualsUnits.Comparison] = []
      // Those of them that stand below no other, a subject's own the last.
      var highest: [GroupEqualsUnits.Comparison] = []
      for code in rows.keys.sorted().reversed() {
        let figures = (rows[code] ?? []).compactMap { figure($0, measure, header) }
        guard !figures.isEmpty else { continue }
        let lineCount = (rows[code] ?? []).reduce(0) { $0 + $1.lineCount }
        let comparison = GroupEqualsUnits.Comparison(
          code: code, measure: measure, controlRows: figures,
          unitsFen: units[code]?.fen[measure],
          eliminatedFen: units[code]?.eliminated[measure] ?? 0,
          slackFen: (units[code]?.slackFen ?? 0) + halfWidth * Int128(lineCount))
        guard
          let finding = rule.check(
            comparison, of: header, unitCode: batch.reference.units.codes[unit])
        else { continue }
        let below = highest.reversed().prefix { code.covers($0.code) }
        let isExplained =
          comparison.isExplained(by: below)
          || differing.reversed().prefix { code.covers($0.code) }
            .contains { comparison.isExplained(by: [$0]) }
        highest.removeLast(below.count)
        highest.append(comparison.withoutRows)
        differing.append(comparison.withoutRows)
        if isExplained {
          group.explained.insert(finding.place)
        } else {
          group.findings.append(finding)
        }
      }
    }
  }

  private func figure(_ total: LeafTotal, _ measure: Measure, _ header: SubmissionHeader)
    -> PrintedFigure?
  {
    let (isStated, fen) =
      switch measure {
      case .initialBudget: (total.stated.contains(.initial), total.initial)
      case .finalBudget: (total.stated.contains(.final), total.final)
      case .actual: (total.stated.contains(.actual), total.actual)
      }
    guard isStated else { return nil }
    let code = SubjectCode(rank: total.code)
    // Exact, however few decimals show it: how the rows were rounded is counted by itself.
    let unit = header.amountUnit
    return PrintedFigure(
      label: "\(code) \(measure.chineseName)", number: PrintedNumber(fen: fen, in: unit),
      dimension: .amount(unit), printedDecimals: UInt8(unit.fenExponent))
  }
}
