import BudgetDomain

/// Groups of broken relations whose slips may hide each other: what the one has too much the other
/// has too little, so that a relation over both, such as the grand total of two 类, holds.
///
/// Looked at alone, each group would have to keep that relation true by itself, and would blame
/// right totals on the way to it.
struct OffsettingGroups {
  /// More groups are not set beside each other: that is no book with a few slips.
  private static let mostGroups = 40
  /// Of more groups no three are.
  private static let mostForThree = 12
  /// Of a group so many differences are looked at.
  private static let mostDifferences = 20

  /// What is known of one group.
  private struct Outline {
    /// What its relations lack, each once.
    let differences: [Span]
    /// The equations that may hold and have a figure of the group in them.
    let unbroken: Set<Int>

    func isTied(to other: Outline) -> Bool { !unbroken.isDisjoint(with: other.unbroken) }
  }

  private let network: RelationNetwork

  init(_ network: RelationNetwork) {
    self.network = network
  }

  /// The groups in their order, those that may hide each other's slips together.
  func united(_ groups: [[Int]]) -> [[[Int]]] {
    var firsts = Array(groups.indices)
    for places in candidates(among: groups) {
      let joined = Set(places.map { firsts[$0] })
      guard let first = joined.min() else { continue }
      for place in firsts.indices where joined.contains(firsts[place]) { firsts[place] = first }
    }
    return groups.indices.filter { firsts[$0] == $0 }.map { first in
      groups.indices.filter { firsts[$0] == first }.map { groups[$0] }
    }
  }

  /// The groups whose differences cancel out, two by two and then three by three, by their places.
  func candidates(among groups: [[Int]]) -> [[Int]] {
    guard (2...Self.mostGroups).contains(groups.count) else { return [] }
    let outlines = groups.map(outline)
    var found: [[Int]] = []
    for second in groups.indices {
      for first in 0..<second where outlines[first].isTied(to: outlines[second]) {
        if cancel([outlines[first], outlines[second]]) { found.append([first, second]) }
      }
    }
    guard groups.count <= Self.mostForThree else { return found }
    for third in groups.indices {
      for second in 0..<third where outlines[second].isTied(to: outlines[third]) {
        for first in 0..<second where outlines[first].isTied(to: outlines[third]) {
          let three = [first, second, third]
          if cancel(three.map { outlines[$0] }) { found.append(three) }
        }
      }
    }
    return found
  }

  private func outline(of group: [Int]) -> Outline {
    var differences: [Span] = []
    var figures: Set<Int> = []
    for relation in group where !network.nodes[relation].stated.isLink {
      let node = network.nodes[relation]
      figures.formUnion(node.figures)
      guard node.stated.relation.isEquation, let sum = node.sum,
        differences.count < Self.mostDifferences, !differences.contains(sum)
      else { continue }
      differences.append(sum)
    }
    let unbroken = figures.flatMap { network.relations(of: $0) }.filter {
      network.nodes[$0].verdict != .violated && network.nodes[$0].stated.relation.isEquation
    }
    return Outline(differences: differences, unbroken: Set(unbroken))
  }

  /// Whether differences of the groups, one of each and with either sign, may come to nothing.
  private func cancel(_ outlines: [Outline]) -> Bool {
    var sums = outlines[0].differences
    for outline in outlines.dropFirst() {
      sums = sums.flatMap { sum in outline.differences.flatMap { [sum + $0, sum + -$0] } }
    }
    return sums.contains(where: \.holdsZero)
  }
}

extension GroupFinding {
  /// Whether it explains several groups together better than they are explained apart: by fewer
  /// slips or likelier ones, or by others that are as simple.
  func isBetter(than apart: [GroupFinding]) -> Bool {
    guard size > 0 else { return false }
    guard apart.allSatisfy({ $0.size > 0 }) else { return true }
    let sizes = apart.reduce(0) { $0 + $1.size }
    guard size == sizes, isComplete else { return size < sizes }
    let costs = apart.reduce(0) { $0 + $1.cost }
    guard cost == costs else { return cost < costs }
    return explanations.count > apart.reduce(1) { $0 * $1.explanations.count }
  }
}
