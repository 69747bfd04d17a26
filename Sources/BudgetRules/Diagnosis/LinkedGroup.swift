/// Connected groups of broken relations, taken apart into what slips explain together: one, or
/// several whose slips may hide each other.
///
/// Within a submission every broken relation is a slip. Between submissions a difference may have
/// been approved, so a link never makes an explanation larger: it joins the relations that it
/// shares figures with where as many slips explain it too, and is left open otherwise. Links that
/// share a figure with nothing else that is broken are explained by one slip or by none.
struct LinkedGroup {
  /// Which of so many figures is wrong, nobody can tell from links alone.
  private static let mostRivals = 5

  /// What was found, part by part, in the order of their relations.
  private(set) var parts: [GroupFinding] = []
  /// What the search may still cost.
  private(set) var budget: ExplanationSearch.Budget

  private let network: RelationNetwork
  private let surroundings: Surroundings
  private let shifts: ShiftedRows
  private let links: [Int]

  init(
    _ network: RelationNetwork, _ surroundings: Surroundings, _ shifts: ShiftedRows,
    _ groups: [[Int]], within budget: ExplanationSearch.Budget
  ) {
    self.network = network
    self.surroundings = surroundings
    self.shifts = shifts
    self.budget = budget
    links = groups.joined().filter { network.nodes[$0].stated.isLink }
    for own in ownGroups(groups) { parts.append(search(own, isLoose: false)) }
    unite()
    guard !links.isEmpty else { return }
    var open = links
    var count = 0
    // A link may touch a part only once another one has joined it.
    while open.count != count {
      count = open.count
      open = open.filter { !join($0) }
    }
    gather(open)
    parts.sort { $0.group[0] < $1.group[0] }
  }

  /// The groups without links.
  private func ownGroups(_ groups: [[Int]]) -> [[Int]] {
    guard !links.isEmpty else { return groups }
    let members = Set(groups.joined())
    return network.leavingOpen(links).brokenGroups.filter { members.contains($0[0]) }
  }

  /// Puts parts together whose slips hide each other.
  private mutating func unite() {
    guard parts.count > 1 else { return }
    let apart = parts
    var united: [GroupFinding] = []
    var places: Set<Int> = []
    for candidate in OffsettingGroups(network).candidates(among: apart.map(\.group))
    where places.isDisjoint(with: candidate) {
      let joined = search(together: candidate.map { apart[$0] })
      guard joined.isBetter(than: candidate.map { apart[$0] }) else { continue }
      places.formUnion(candidate)
      united.append(joined)
    }
    parts = apart.indices.filter { !places.contains($0) }.map { apart[$0] } + united
    parts.sort { $0.group[0] < $1.group[0] }
  }

  /// Explains several parts by no more slips than they need apart.
  private mutating func search(together apart: [GroupFinding]) -> GroupFinding {
    let own = network.leavingOpen(links)
    let isExplained = apart.allSatisfy { $0.size > 0 }
    var joint = budget
    (joint.tries, joint.runs) = (budget.triesTogether, budget.runsTogether)
    let finding = ExplanationSearch.finding(
      own, surroundings, shifts.within(own), group: apart.flatMap(\.group).sorted(),
      atMost: isExplained ? apart.reduce(0) { $0 + $1.size } : .max, within: &joint)
    (budget.triesTogether, budget.runsTogether) = (joint.tries, joint.runs)
    return finding
  }

  /// Explains relations as if no other link were broken.
  private mutating func search(_ relations: [Int], isLoose: Bool) -> GroupFinding {
    let others = links.filter { !relations.contains($0) }
    let own = others.isEmpty ? network : network.leavingOpen(others)
    var finding = ExplanationSearch.finding(
      own, surroundings, shifts.within(own), group: relations, within: &budget)
    finding.isLoose = isLoose
    return finding
  }

  /// Adds a link to the parts that it shares figures with, if their slips explain it.
  private mutating func join(_ link: Int) -> Bool {
    let touched = parts.indices.filter { parts[$0].size > 0 && shares(link, parts[$0].group) }
    guard !touched.isEmpty else { return false }
    let choices = touched.count > 1 ? [touched] + touched.map({ [$0] }) : [touched]
    for choice in choices {
      let joined = search(
        (choice.flatMap { parts[$0].group } + [link]).sorted(), isLoose: false)
      guard joined.size > 0, joined.size <= choice.reduce(0, { $0 + parts[$1].size }) else {
        continue
      }
      for place in choice.reversed() { parts.remove(at: place) }
      parts.append(joined)
      return true
    }
    return false
  }

  /// Explains links that share no figure with a slip, as many as one slip explains together.
  private mutating func gather(_ open: [Int]) {
    let slips = parts
    for link in open where !slips.contains(where: { shares(link, $0.group) }) {
      let neighbour = parts.indices.first { parts[$0].isLoose && shares(link, parts[$0].group) }
      if let neighbour {
        let joined = search((parts[neighbour].group + [link]).sorted(), isLoose: true)
        if isTelling(joined) {
          parts[neighbour] = joined
          continue
        }
      }
      let alone = search([link], isLoose: true)
      if isTelling(alone) { parts.append(alone) }
    }
  }

  private func isTelling(_ part: GroupFinding) -> Bool {
    part.size == 1 && part.isComplete && part.explanations.count <= Self.mostRivals
  }

  private func shares(_ relation: Int, _ others: [Int]) -> Bool {
    let figures = Set(network.nodes[relation].figures)
    return others.contains { !figures.isDisjoint(with: network.nodes[$0].figures) }
  }
}
