import BudgetDomain

/// A unit as it stood in a year's tree, read now or recorded then.
struct YearNode: Sendable {
  /// The unit's code; `*` for the district.
  let code: String
  /// The place of the unit above; nil for the district.
  let parent: Int?
  let isLeaf: Bool
}

/// The units of the newest year, to which those of other years are restated.
struct NewestUnits: Sendable {
  let tree: UnitTree
  let history: UnitHistory
  /// By place: the unit's code.
  let codes: [String]
  private let places: [String: Int]

  init(_ tree: UnitTree, _ history: UnitHistory, _ units: UnitDirectory) {
    self.tree = tree
    self.history = history
    let codes = tree.nodes.map { $0.unit.map { units.codes[$0] } ?? UnitTree.district }
    self.codes = codes
    places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
  }

  /// The place of a unit; nil where the newest tree does not have it.
  func place(of code: String) -> Int? { places[code] }

  /// A place and all places above it.
  func chain(from place: Int) -> [Int] {
    var chain: [Int] = []
    var next: Int? = place
    while let place = next {
      chain.append(place)
      next = tree.nodes[place].parent
    }
    return chain
  }

  /// The lowest place above two, which may be one of them; nil where either is outside the tree.
  func lowestCommonPlace(_ left: Int?, _ right: Int?) -> Int? {
    guard let left, let right else { return nil }
    let others = Set(chain(from: right))
    return chain(from: left).first { others.contains($0) }
  }
}

/// What successions and changes of the tree make of one year's units.
struct UnitShift: Sendable {
  /// A part of a unit's money.
  struct Part: Sendable {
    /// Where it stands in the newest tree; nil outside of it.
    let place: Int?
    let unit: String
    let share: ExactShare
    let kind: UnitSuccession.Kind?
  }

  /// By place in the year's tree: where the money goes; nil for units with children.
  private(set) var parts: [[Part]?]
  /// By place in the year's tree of a unit with children: where it stands now. It has no money of
  /// its own, but may have been paid by others.
  private var groups: [Int: [Part]] = [:]
  /// By place in the year's tree of a unit that is the same still: the groups that it changed.
  private(set) var moves: [Int: GroupMove] = [:]
  /// By place in the newest tree: whether the node's sums change.
  var isAffected: [Bool]
  /// The codes of all nodes, old and new, whose sums change.
  var affected: Set<String> = []
  /// By place in the newest tree.
  private(set) var comparability: [Comparability]
  /// Places in the newest tree that have children now but held money themselves.
  private(set) var owners: Set<Int> = []
  /// Units whose shares over several years are too fine to be multiplied.
  private(set) var longChains: [String] = []
  /// The units with which money of the year stands.
  private(set) var heirs: Set<String> = []

  init(_ nodes: [YearNode], _ newest: NewestUnits, in year: FiscalYear) {
    parts = [[Part]?](repeating: nil, count: nodes.count)
    isAffected = [Bool](repeating: false, count: newest.codes.count)
    comparability = [Comparability](repeating: .exact, count: newest.codes.count)
    var moved: [Int] = []
    for (place, node) in nodes.enumerated() where node.isLeaf {
      if let stays = Self.unmoved(place, in: nodes, newest) {
        parts[place] = [Part(place: stays, unit: node.code, share: .whole, kind: nil)]
        heirs.insert(node.code)
        continue
      }
      let landing = newest.history.landing(of: node.code, since: year)
      let parts = landing.parts.map {
        Part(place: newest.place(of: $0.unit), unit: $0.unit, share: $0.share, kind: $0.kind)
      }
      self.parts[place] = parts
      moved.append(place)
      if landing.isTooLong { longChains.append(node.code) }
      for part in parts {
        heirs.insert(part.unit)
        if let place = part.place, !newest.tree.nodes[place].isLeaf { owners.insert(place) }
      }
      noteAffected(Self.chain(from: place, in: nodes), parts, newest)
      noteDoubts(landing, parts, newest)
    }
    for (place, node) in nodes.enumerated() where !node.isLeaf && node.parent != nil {
      groups[place] = newest.history.landing(of: node.code, since: year).parts.map {
        Part(place: newest.place(of: $0.unit), unit: $0.unit, share: $0.share, kind: $0.kind)
      }
    }
    let groups = groups
    for place in moved {
      guard let now = parts[place]?.first(where: { $0.unit == nodes[place].code })?.place else {
        continue
      }
      moves[place] = GroupMove(from: place, in: nodes, to: now, newest) { groups[$0] ?? [] }
    }
    for node in newest.tree.nodes.indices where !owners.isEmpty {
      // What a unit held before it had children is nobody's below.
      if newest.chain(from: node).dropFirst().contains(where: { owners.contains($0) }) {
        comparability[node] = .broken
      }
    }
    for place in newest.codes.indices where affected.contains(newest.codes[place]) {
      isAffected[place] = true
    }
  }

  /// Where a unit that was paid stands now, with children or without.
  func payees(at place: Int) -> [Part] { parts[place] ?? groups[place] ?? [] }

  /// The place of a unit that nothing happened to: no succession, the same units above it, and no
  /// units below.
  private static func unmoved(_ place: Int, in nodes: [YearNode], _ newest: NewestUnits) -> Int? {
    let code = nodes[place].code
    guard !newest.history.concerns(code), let start = newest.place(of: code),
      newest.tree.nodes[start].isLeaf
    else { return nil }
    var (old, new) = (place, start)
    while nodes[old].code == newest.codes[new] {
      switch (nodes[old].parent, newest.tree.nodes[new].parent) {
      case (let above?, let other?): (old, new) = (above, other)
      case (nil, nil): return start
      default: return nil
      }
    }
    return nil
  }

  static func chain(from place: Int, in nodes: [YearNode]) -> [String] {
    var chain: [String] = []
    var next: Int? = place
    while let place = next {
      chain.append(nodes[place].code)
      next = nodes[place].parent
    }
    return chain
  }

  /// A node is affected unless all of the money is in it before and after.
  private mutating func noteAffected(_ before: [String], _ parts: [Part], _ newest: NewestUnits) {
    let after = parts.map { part in
      part.place.map { newest.chain(from: $0).map { newest.codes[$0] } } ?? []
    }
    if after.allSatisfy({ $0 == before }) { return }
    for code in Set(before).union(after.joined()) {
      let isCommon = before.contains(code) && after.allSatisfy { $0.contains(code) }
      if !isCommon { affected.insert(code) }
    }
  }

  /// Shares make the nodes between which they divide estimated, missing shares broken.
  private mutating func noteDoubts(
    _ landing: UnitLanding, _ parts: [Part], _ newest: NewestUnits
  ) {
    func mark(_ units: some Collection<String>, _ grade: Comparability) {
      var counts: [Int: Int] = [:]
      for place in units.lazy.compactMap({ newest.place(of: $0) }) {
        for node in newest.chain(from: place) { counts[node, default: 0] += 1 }
      }
      for (node, count) in counts where count < units.count {
        comparability[node] = max(comparability[node], grade)
      }
    }
    if parts.count > 1 { mark(parts.map(\.unit), .estimated) }
    for doubt in landing.doubts {
      mark(doubt.reach, .broken)
      if let place = newest.place(of: doubt.unit) { comparability[place] = .broken }
    }
  }
}
