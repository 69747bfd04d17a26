import BudgetDomain

/// A connected group of broken relations with the explanations that were found for it.
struct GroupFinding {
  /// The relations; those that the explanations leave open are so there.
  let network: RelationNetwork
  let group: [Int]
  var explanations: [[Repair]]
  /// Whether nothing smaller or equal was left out.
  let isComplete: Bool
  /// Whether it is of links only; see `LinkedGroup`.
  var isLoose = false
  /// Links that its slips break beside the group, each with the figure that is blamed for it; see
  /// `ClosedLinks`.
  var closedLinks: [Int: Int] = [:]

  /// How many slips there are.
  var size: Int { explanations.first?.count ?? 0 }
  /// What the slips cost together.
  var cost: Int { explanations.first?.reduce(0) { $0 + $1.cost } ?? 0 }
}

/// Looks at the columns side by side: budget and actual amounts of a row are printed by one hand,
/// so that one slip in all three is likelier than three that happen to meet in a row.
///
/// Groups of broken relations seldom reach over columns. Where a slip that explains one group
/// explains another too, the explanation with the fewest slips over all groups is preferred; but
/// a number that fits exactly is not given up for it.
struct JointSlips {
  /// More slips than these are not carried from group to group.
  private static let mostCarried = 8
  /// Sums of more figures are not looked through for rows that other groups suggest.
  private static let longSum = 200

  private let network: RelationNetwork
  private let surroundings: Surroundings

  init(_ network: RelationNetwork, _ surroundings: Surroundings) {
    self.network = network
    self.surroundings = surroundings
  }

  /// The findings, with explanations that other groups suggest and without those that need more
  /// slips in all.
  func settled(_ findings: [GroupFinding]) -> [GroupFinding] {
    guard findings.count > 1 else { return findings }
    var settled = findings
    let traces = findings.map { finding in
      Set(finding.explanations.joined().compactMap { SlipTrace($0, network) }.filter(\.isTelling))
    }
    var places: [PrintedRow: Set<SlipTrace>] = [:]
    for trace in traces.reduce(absentInSeveral, { $0.union($1) }) {
      for row in trace.rows { places[row, default: []].insert(trace) }
    }
    for index in findings.indices where isOpen(findings[index]) {
      let near = rows(near: findings[index].group).reduce(into: Set<SlipTrace>()) {
        $0.formUnion(places[$1] ?? [])
      }
      settled[index].explanations += carried(near.subtracting(traces[index]), to: findings[index])
    }
    return preferring(settled)
  }

  /// The rows of a group of relations; of long sums only the total.
  private func rows(near group: [Int]) -> Set<PrintedRow> {
    Set(
      group.flatMap { relation in
        let figures = network.nodes[relation].figures
        return figures.prefix(figures.count > Self.longSum ? 1 : figures.count)
          .compactMap { network.figures[$0].key.row }
      })
  }

  /// Whether the explanations of a group rest on no number that fits exactly.
  private func isOpen(_ finding: GroupFinding) -> Bool {
    finding.explanations.allSatisfy { repairs in
      repairs.contains { $0.cost >= Repair.Cost.digit }
    }
  }

  /// The missing rows that two measures or more suggest.
  private var absentInSeveral: Set<SlipTrace> {
    var counts: [SlipTrace: Int] = [:]
    for figure in network.absentRows.keys {
      guard let trace = SlipTrace(Repair(figure, .componentMissing, cost: 0), network) else {
        continue
      }
      counts[trace, default: 0] += 1
    }
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  /// The explanations of a group by slips that others suggest.
  private func carried(_ traces: Set<SlipTrace>, to finding: GroupFinding) -> [[Repair]] {
    let finder = SlipFinder(network: finding.network, surroundings: surroundings)
    // A set has another order in every run.
    let suggested = traces.flatMap { $0.repairs(closing: finding.group, finder) }
      .sorted { Self.rank($0).lexicographicallyPrecedes(Self.rank($1)) }.prefix(Self.mostCarried)
    let most = finding.explanations.first?.count ?? 2
    var found: [[Repair]] = []
    for (index, first) in suggested.enumerated() {
      if explains([first], finding) { found.append([first]) }
      guard most > 1 else { continue }
      for second in suggested.dropFirst(index + 1) where second.figure != first.figure {
        if explains([first, second], finding) { found.append([first, second]) }
      }
    }
    return found.compactMap(Settlement(finding.network).settled)
  }

  private static func rank(_ repair: Repair) -> [Int] {
    let cause = repair.cause.flatMap { Cause.allCases.firstIndex(of: $0) } ?? .max
    return [repair.figure, repair.cost, cause, repair.exponent]
  }

  private func explains(_ repairs: [Repair], _ finding: GroupFinding) -> Bool {
    let changes = repairs.flatMap(\.changes)
    return finding.group.allSatisfy { network.isPossible($0, with: changes) }
      && Settlement(finding.network).settled(repairs) != nil
  }

  /// Of each group the explanations that share most slips with other groups, of these the
  /// cheapest.
  private func preferring(_ findings: [GroupFinding]) -> [GroupFinding] {
    var support: [SlipTrace: Int] = [:]
    for finding in findings {
      let traces = Set(finding.explanations.joined().compactMap { SlipTrace($0, network) })
      for trace in traces where trace.isTelling { support[trace, default: 0] += 1 }
    }
    /// Sixtieths of a slip: one that n groups share counts 1/n for each.
    func weight(_ repairs: [Repair]) -> [Int] {
      let slips = repairs.reduce(0) { sum, repair in
        sum + 60 / (SlipTrace(repair, network).flatMap { support[$0] } ?? 1)
      }
      return [slips, repairs.reduce(0) { $0 + $1.cost }]
    }
    return findings.map { finding in
      var finding = finding
      let weights = finding.explanations.map(weight)
      let least = weights.min { $0.lexicographicallyPrecedes($1) }
      finding.explanations = zip(finding.explanations, weights).filter { $1 == least }.map(\.0)
      return finding
    }
  }
}

extension RelationNetwork {
  /// What makes slips of several measures one: the same traces, at the same row.
  private struct Likeness: Hashable {
    let traces: Set<SlipTrace>
    let row: PrintedRow?
    let isAgreed: Bool
  }

  /// The slips, those that are one slip in several measures together, in the order of measures.
  func joined(_ slips: [SlipExplanation.Slip]) -> [[SlipExplanation.Slip]] {
    var joined: [[SlipExplanation.Slip]] = []
    var places: [Likeness: Int] = [:]
    for slip in slips {
      guard let likeness = likeness(of: slip), let place = places[likeness],
        !joined[place].contains(where: { measure(of: $0) == measure(of: slip) })
      else {
        if let likeness = likeness(of: slip) { places[likeness] = joined.count }
        joined.append([slip])
        continue
      }
      joined[place].append(slip)
    }
    return joined.map { columns in
      columns.sorted { measure(of: $0)?.rawValue ?? 0 < measure(of: $1)?.rawValue ?? 0 }
    }
  }

  /// nil where a slip is one of its own.
  private func likeness(of slip: SlipExplanation.Slip) -> Likeness? {
    let traces = slip.repairs.compactMap { SlipTrace($0, self) }
    guard traces.count == slip.repairs.count else { return nil }
    guard !slip.isAgreed else {
      return Likeness(traces: Set(traces), row: nil, isAgreed: true)
    }
    guard let row = figures[nodes[slip.relation].figures[0]].key.row else { return nil }
    return Likeness(traces: Set(traces), row: row, isAgreed: false)
  }

  /// The measure of the first figure that a slip is said to have changed.
  private func measure(of slip: SlipExplanation.Slip) -> Measure? {
    slip.repairs.first.flatMap { figures[$0.figure].key.measure }
  }
}
