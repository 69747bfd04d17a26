import BudgetDomain

/// Looks for the fewest slips that explain a connected group of broken relations.
///
/// Every broken relation is a conflict: one of its figures is wrong. The smallest explanation is
/// a minimum hitting set of the conflicts, weighed by the cost of the slips; conflicts are made
/// when they are met (Reiter's tree, 1987; implicit hitting sets: Davies & Bacchus 2011), because
/// a repair that breaks a relation which held is a conflict of its own. All answers of the fewest
/// figures and least cost are found, or the search says that it gave up.
///
/// A slip is assumed to close at least one relation at the moment it is undone; two slips that
/// hide each other in every relation they share are not looked for.
struct ExplanationSearch {
  /// Explanations of more slips are not looked for.
  static let largestSize = 3
  /// What one group may cost, in repairs of a few broken relations.
  private static let mostTries = 4_000
  private let network: RelationNetwork
  private let finder: SlipFinder
  private let shifts: ShiftedRows
  private let group: [Int]
  private let limit: Int
  private let mostSlips: Int
  private var runsLeft: Int
  private var members: [Int: [Int]] = [:]
  private var tries = 0
  private var found: [[Repair]] = []
  private var seen: Set<[Int]> = []
  private var leastCost = Int.max

  /// What all groups of a submission together may cost.
  struct Budget {
    /// Repairs that are tried.
    var tries: Int
    /// Runs of rows that are looked at.
    var runs: Int
    /// The same for groups together, which costs no group what it may look at by itself; see
    /// `OffsettingGroups`.
    var triesTogether: Int
    var runsTogether: Int

    init(submissions: Int = 1) {
      (tries, runs) = (12_000 * submissions, 30_000 * submissions)
      (triesTogether, runsTogether) = (4_000 * submissions, 10_000 * submissions)
    }
  }

  private init(
    _ network: RelationNetwork, _ surroundings: Surroundings, _ shifts: ShiftedRows,
    group: [Int], atMost mostSlips: Int, within budget: Budget
  ) {
    self.mostSlips = min(mostSlips, Self.largestSize)
    self.network = network
    self.shifts = shifts
    self.group = group
    limit = min(budget.tries, Self.mostTries)
    runsLeft = budget.runs
    finder = SlipFinder(network: network, surroundings: surroundings)
  }

  /// Searches for one slip, then for two, and so on, and takes what it costs from the budget.
  static func finding(
    _ network: RelationNetwork, _ surroundings: Surroundings, _ shifts: ShiftedRows,
    group: [Int], atMost mostSlips: Int = largestSize, within budget: inout Budget
  ) -> GroupFinding {
    var search = Self(
      network, surroundings, shifts, group: group, atMost: mostSlips, within: budget)
    let finding = search.finding()
    budget.tries = max(0, budget.tries - search.tries)
    budget.runs = search.runsLeft
    return finding
  }

  private mutating func finding() -> GroupFinding {
    let runs = shifts.repairs(closing: group, left: &runsLeft)
    for run in runs ?? [] { apply(run, to: [], group, remaining: 0) }
    for size in 1...mostSlips where (size == 1 || found.isEmpty) && tries <= limit {
      extend([], group, remaining: size)
    }
    let order = found.sorted { left, right in
      left.flatMap(Self.rank).lexicographicallyPrecedes(right.flatMap(Self.rank))
    }
    // A run that was not looked at would be one slip, and cost this much.
    let areRunsBeaten = order.first?.count == 1 && leastCost < Repair.Cost.match
    return GroupFinding(
      network: network, group: group, explanations: order,
      isComplete: tries <= limit && limit > 0 && (runs != nil || areRunsBeaten))
  }

  private static func rank(_ repair: Repair) -> [Int] {
    [repair.figure, repair.cause.flatMap { Cause.allCases.firstIndex(of: $0) } ?? .max]
  }

  /// The figures of a relation, each once, and the rows that it may lack.
  private mutating func suspects(of relation: Int) -> [Int] {
    if let known = members[relation] { return known }
    let absent = network.absentRows.filter { $0.value.relations.contains(relation) }.map(\.key)
    let all = Array(Set(network.nodes[relation].figures + absent)).sorted()
    members[relation] = all
    return all
  }

  private func isPart(_ figure: Int, of relation: Int) -> Bool {
    network.memberships[figure].contains { $0.relation == relation }
  }

  /// Adds one repair after the other until nothing is broken.
  private mutating func extend(_ repairs: [Repair], _ broken: [Int], remaining: Int) {
    guard !broken.isEmpty else { return settle(repairs) }
    let changes = repairs.flatMap(\.changes)
    let changed = Set(changes.map(\.figure))
    guard remaining > 0, tries <= limit, canBeHit(broken, changed, by: remaining) else { return }
    for figure in suspects(broken, remaining: remaining) where !changed.contains(figure) {
      guard tries <= limit else { return }
      let own = broken.filter { isPart(figure, of: $0) }
      for span in spans(of: figure, closing: own, changes, together: remaining == 1) {
        guard remaining > 1 || mayStand(figure, span, own, changes) else { continue }
        for repair in finder.repairs(of: figure, within: span, broken: own, changes) {
          apply(repair, to: repairs, broken, remaining: remaining - 1)
        }
      }
    }
  }

  private mutating func apply(
    _ repair: Repair, to repairs: [Repair], _ broken: [Int], remaining: Int
  ) {
    let repairs = repairs + [repair]
    // Many broken relations are slow to look through.
    tries += 1 + broken.count / 16
    guard repairs.reduce(0, { $0 + $1.cost }) <= leastCost, tries <= limit else { return }
    let changes = repairs.flatMap(\.changes)
    var left = Set(broken)
    for change in repair.changes {
      for membership in network.memberships[change.figure] where counts(membership.relation) {
        left.insert(membership.relation)
      }
    }
    let stillBroken = left.filter { !network.isPossible($0, with: changes) }.sorted()
    extend(repairs, stillBroken, remaining: remaining)
  }

  /// Whether a relation is one of figures that agree: what an establishment or a policy forbids
  /// is no conflict of figures.
  private func counts(_ relation: Int) -> Bool {
    let node = network.nodes[relation]
    return node.verdict != .violated || node.isBroken
  }

  /// Whether so few slips can explain the broken relations: among them there are no more of which
  /// no two have a suspect in common.
  private mutating func canBeHit(_ broken: [Int], _ changed: Set<Int>, by count: Int) -> Bool {
    var apart: [[Int]] = []
    let sizes = broken.map { (size: network.nodes[$0].figures.count, relation: $0) }
    for (_, relation) in sizes.sorted(by: <) {
      let meets = apart.contains { suspects in
        suspects.contains { !changed.contains($0) && isPart($0, of: relation) }
      }
      guard !meets else { continue }
      guard apart.count < count else { return false }
      apart.append(suspects(of: relation))
    }
    return true
  }

  /// The figures of which one must be wrong: those of the shortest broken relation, and with one
  /// slip left, of all of them.
  private mutating func suspects(_ broken: [Int], remaining: Int) -> [Int] {
    let shortest = broken.min { left, right in
      let sizes = (network.nodes[left].figures.count, network.nodes[right].figures.count)
      return (sizes.0, left) < (sizes.1, right)
    }
    guard let shortest else { return [] }
    let suspects = suspects(of: shortest)
    guard remaining == 1 else { return suspects }
    return suspects.filter { figure in broken.allSatisfy { isPart(figure, of: $0) } }
  }

  private func spans(
    of figure: Int, closing relations: [Int], _ changes: [Change], together: Bool
  ) -> [Span] {
    let spans = relations.compactMap {
      network.span(of: figure, closing: $0, with: changes)
    }
    guard together else {
      return spans.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
    guard spans.count == relations.count else { return [] }
    let common = spans.reduce(Span.everything as Span?) { $0?.common(with: $1) }
    return common.map { [$0] } ?? []
  }

  /// Whether the last figure to be changed can be what it must be: other sums that it is part of
  /// have to stay possible. It saves most of the tries in long tables.
  private func mayStand(_ figure: Int, _ span: Span, _ own: [Int], _ changes: [Change]) -> Bool {
    network.memberships[figure].allSatisfy { membership in
      let relation = membership.relation
      guard network.nodes[relation].sum != nil, counts(relation), !own.contains(relation),
        let closing = network.span(of: figure, closing: relation, with: changes)
      else { return true }
      return span.common(with: closing) != nil
    }
  }

  /// Keeps an explanation, if its unknown values can be found and what held still holds.
  private mutating func settle(_ repairs: [Repair]) {
    let cost = repairs.reduce(0) { $0 + $1.cost }
    tries += Settlement(network).effort(repairs) / 64
    guard let repairs = Settlement(network).settled(repairs) else { return }
    if cost < leastCost {
      (found, seen, leastCost) = ([], [], cost)
    }
    let sorted = repairs.sorted { Self.rank($0).lexicographicallyPrecedes(Self.rank($1)) }
    if seen.insert(sorted.flatMap(Self.rank)).inserted { found.append(sorted) }
  }
}
