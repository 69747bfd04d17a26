import BudgetDomain

/// The last look at an explanation: unknown values are worked out, and relations that held must
/// hold as well as before.
struct Settlement {
  private let network: RelationNetwork

  init(_ network: RelationNetwork) {
    self.network = network
  }

  /// How many figures have to be looked at to settle some repairs.
  func effort(_ repairs: [Repair]) -> Int {
    repairs.flatMap(\.changes).flatMap { network.memberships[$0.figure] }.reduce(0) {
      $0
        + (network.nodes[$1.relation].verdict == .held
          ? network.nodes[$1.relation].figures.count : 1)
    }
  }

  /// The repairs with all values that can be known; nil where some relation cannot be true.
  func settled(_ repairs: [Repair]) -> [Repair]? {
    var settled = repairs
    for (index, repair) in repairs.enumerated() {
      for (place, change) in repair.changes.enumerated() where change.span == nil {
        guard let known = value(of: change.figure, settled.flatMap(\.changes)) else { return nil }
        settled[index].changes[place] = known
      }
    }
    let changes = settled.flatMap(\.changes)
    let touched = Set(changes.flatMap { network.memberships[$0.figure].map(\.relation) })
    for relation in touched {
      let node = network.nodes[relation]
      guard node.verdict != .violated || node.isBroken else { continue }
      guard network.isPossible(relation, with: changes) else { return nil }
      if node.verdict == .held, !isStillHeld(node, changes) { return nil }
    }
    return settled
  }

  /// The value of a figure that may be anything, from all the relations it is in.
  private func value(of figure: Int, _ changes: [Change]) -> Change? {
    var span = Span.everything
    for membership in network.memberships[figure] {
      let node = network.nodes[membership.relation]
      guard node.verdict != .violated || node.isBroken else { continue }
      guard
        let closing = network.span(of: figure, closing: membership.relation, with: changes),
        let common = span.common(with: closing)
      else { return nil }
      span = common
    }
    if network.absentRows[figure] != nil, span.high <= 0 { return nil }
    guard let range = network.printable(figure, in: span) else { return nil }
    let tick = network.digits[figure].tick
    let nearest =
      span.isBounded
      ? nearestQuotient(span.middle, by: tick)
      : span.low > -Span.unbounded / 2 ? range.lowerBound : range.upperBound
    let units = min(max(nearest, range.lowerBound), range.upperBound)
    guard let value = network.digits[figure].figure(units, like: network.figures[figure]) else {
      return nil
    }
    // A little beyond an open end there may be nothing: the value itself has the last word.
    return Change(
      figure: figure, span: Span(value.interval), value: value,
      isOnlyValue: range.lowerBound == range.upperBound, range: span.isBounded ? range : nil)
  }

  /// Whether a relation that held does so with the new numbers, as precisely as before. A number
  /// in another unit, or only known to lie somewhere, has another precision: it must be possible.
  private func isStillHeld(_ node: RelationNetwork.Node, _ changes: [Change]) -> Bool {
    var numbers: [FigureKey: PrintedFigure] = [:]
    for change in changes where node.figures.contains(change.figure) {
      let old = network.figures[change.figure]
      guard let value = change.value, value.decimals == old.decimals, change.isOnlyValue,
        change.span == Span(value.interval)
      else { return true }
      numbers[old.key] = value
    }
    guard !numbers.isEmpty else { return true }
    let changed = node.stated.relation.replacing { numbers[$0.key] ?? $0 }
    return changed.evaluate()?.verdict == .held
  }
}
