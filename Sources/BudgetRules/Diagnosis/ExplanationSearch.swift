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
  private static let largestSize = 3
  /// Repairs that are tried before the search gives up: some tenths of a second at most.
  private static let mostTries = 4_000

  private let network: RelationNetwork
  private let finder: SlipFinder
  private let group: [Int]
  private var members: [[Int]]
  private var tries = 0
  private var found: [[Repair]] = []
  private var seen: Set<[Int]> = []
  private var leastCost = Int.max

  /// What a search came to.
  struct Result {
    /// All explanations of least size and cost, in a fixed order.
    let explanations: [[Repair]]
    /// Whether nothing smaller or equal was left out.
    let isComplete: Bool
  }

  init(_ network: RelationNetwork, _ surroundings: Surroundings, group: [Int]) {
    self.network = network
    self.group = group
    finder = SlipFinder(network: network, surroundings: surroundings)
    members = network.nodes.map { Array(Set($0.figures)).sorted() }
    for (row, absent) in network.absentRows {
      for relation in absent.relations { members[relation].append(row) }
    }
  }

  /// Searches for one slip, then for two, and so on.
  mutating func result() -> Result {
    for size in 1...Self.largestSize where found.isEmpty && tries <= Self.mostTries {
      if size == 1 {
        let runs = ShiftedRows(network: network, columns: finder.surroundings.columns)
          .repairs(closing: group, tries: &tries, limit: Self.mostTries / 2)
        for run in runs { apply(run, to: [], group, remaining: 0) }
      }
      extend([], group, remaining: size)
    }
    let order = found.sorted { left, right in
      left.flatMap(Self.rank).lexicographicallyPrecedes(right.flatMap(Self.rank))
    }
    return Result(explanations: order, isComplete: tries <= Self.mostTries)
  }

  private static func rank(_ repair: Repair) -> [Int] {
    [repair.figure, repair.cause.flatMap { Cause.allCases.firstIndex(of: $0) } ?? .max]
  }

  /// Adds one repair after the other until nothing is broken.
  private mutating func extend(_ repairs: [Repair], _ broken: [Int], remaining: Int) {
    guard !broken.isEmpty else { return settle(repairs) }
    let changes = repairs.flatMap(\.changes)
    let changed = Set(changes.map(\.figure))
    guard remaining > 0, tries <= Self.mostTries, needed(broken, changed) <= remaining else {
      return
    }
    for figure in suspects(broken, remaining: remaining) where !changed.contains(figure) {
      let own = broken.filter { members[$0].contains(figure) }
      for span in spans(of: figure, closing: own, changes, together: remaining == 1) {
        for repair in finder.repairs(of: figure, within: span, broken: own, changes) {
          apply(repair, to: repairs, broken, remaining: remaining - 1)
        }
      }
    }
  }

  private mutating func apply(
    _ repair: Repair, to repairs: [Repair], _ broken: [Int], remaining: Int
  ) {
    tries += 1
    let repairs = repairs + [repair]
    guard repairs.reduce(0, { $0 + $1.cost }) <= leastCost, tries <= Self.mostTries else { return }
    let changes = repairs.flatMap(\.changes)
    var left = Set(broken)
    for change in repair.changes {
      for membership in network.memberships[change.figure] {
        let node = network.nodes[membership.relation]
        // What an establishment or a policy forbids is no conflict of figures.
        if node.verdict != .violated || node.isBroken { left.insert(membership.relation) }
      }
    }
    let stillBroken = left.filter { !network.isPossible($0, with: changes) }.sorted()
    extend(repairs, stillBroken, remaining: remaining)
  }

  /// How many slips there must at least be: broken relations without a suspect in common.
  private func needed(_ broken: [Int], _ changed: Set<Int>) -> Int {
    var taken: Set<Int> = []
    var count = 0
    for relation in broken.sorted(by: { members[$0].count < members[$1].count }) {
      let suspects = members[relation].filter { !changed.contains($0) }
      guard taken.isDisjoint(with: suspects) else { continue }
      taken.formUnion(suspects)
      count += 1
    }
    return count
  }

  /// The figures of which one must be wrong: those of the shortest broken relation, and with one
  /// slip left, of all of them.
  private func suspects(_ broken: [Int], remaining: Int) -> [Int] {
    let shortest = broken.min { members[$0].count < members[$1].count }
    guard let shortest else { return [] }
    guard remaining == 1 else { return members[shortest] }
    let others = broken.map { Set(members[$0]) }
    return members[shortest].filter { figure in others.allSatisfy { $0.contains(figure) } }
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

  /// Keeps an explanation, if its unknown values can be found and what held still holds.
  private mutating func settle(_ repairs: [Repair]) {
    let cost = repairs.reduce(0) { $0 + $1.cost }
    guard let repairs = Settlement(network).settled(repairs) else { return }
    if cost < leastCost {
      (found, seen, leastCost) = ([], [], cost)
    }
    let sorted = repairs.sorted { Self.rank($0).lexicographicallyPrecedes(Self.rank($1)) }
    if seen.insert(sorted.flatMap(Self.rank)).inserted { found.append(sorted) }
  }
}
