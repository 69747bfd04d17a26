import BudgetDomain

/// What a search found, slip by slip.
struct SlipExplanation {
  /// One thing that is wrong.
  struct Slip {
    /// The relation that the anomaly shows.
    let relation: Int
    /// Other broken relations that the slip explains.
    fileprivate(set) var others: [Int]
    /// The slips that would do, each once, in a fixed order; one where the answer is certain.
    let repairs: [Repair]
    /// By repair: what has to change with it, so that what it touches holds; none where the
    /// answers do not agree on that.
    let companions: [[Repair]]
    /// Whether all answers blame this figure and name this cause.
    let isAgreed: Bool
    /// Whether all answers were found.
    let isComplete: Bool
    /// Whether only links tell of it.
    let isLoose: Bool
  }

  private(set) var slips: [Slip] = []
  /// Relations beside the group that were undecidable, or links that were broken, and hold once the
  /// slips are undone.
  private(set) var settledRelations: [Int] = []

  private let network: RelationNetwork
  private let group: [Int]

  /// Nil where no explanation was found.
  init?(_ finding: GroupFinding) {
    guard let first = finding.explanations.first else { return nil }
    network = finding.network
    group = finding.group
    // A repair may be needed only to keep true what held: it is the companion of another, and no
    // slip of its own that could take that one's place.
    for repair in first where !relations(of: repair).isEmpty {
      slips.append(slip(repair, finding))
    }
    for (link, figure) in finding.closedLinks.sorted(by: <) where !slips.isEmpty {
      let place = slips.firstIndex { $0.repairs.contains { $0.figure == figure } } ?? 0
      slips[place].others.append(link)
    }
    let agreed = slips.filter(\.isAgreed).flatMap(\.repairs)
    settledRelations =
      settled(by: agreed.flatMap(\.changes)) + finding.closedLinks.keys.sorted()
  }

  /// One repair of the first explanation, with its rivals: what other explanations change in the
  /// lowest relation that it is needed for.
  private func slip(_ repair: Repair, _ finding: GroupFinding) -> Slip {
    let touched = relations(of: repair)
    let lowest = lowest(touched) ?? group[0]
    let covered = Set(touched)
    var rivals: [Repair] = []
    for rival in finding.explanations.joined() where relations(of: rival).contains(lowest) {
      add(rival, to: &rivals)
    }
    let isAgreed = finding.isComplete && rivals.count == 1
    let shown = isAgreed ? weightiest(touched, for: repair) ?? lowest : lowest
    return Slip(
      relation: shown, others: touched.filter { $0 != shown }, repairs: rivals,
      companions: rivals.map { companions(of: $0, covering: covered, finding) },
      isAgreed: isAgreed, isComplete: finding.isComplete, isLoose: finding.isLoose)
  }

  /// Adds a rival, unless it is listed; the same number in the same place is listed once.
  private func add(_ rival: Repair, to rivals: inout [Repair]) {
    guard
      !rivals.contains(where: { $0.cause == rival.cause && isSame($0.figure, rival.figure) })
    else { return }
    for place in rivals.indices {
      guard let united = rivals[place].united(with: rival, network) else { continue }
      rivals[place] = united
      return
    }
    rivals.append(rival)
  }

  /// What else a repair's explanations change that no other slip is listed for: figures of the
  /// relations that it covers, or of none that is broken.
  private func companions(
    of repair: Repair, covering relations: Set<Int>, _ finding: GroupFinding
  ) -> [Repair] {
    let sets = finding.explanations.filter { explanation in
      explanation.contains { $0.figure == repair.figure && $0.cause == repair.cause }
    }.map { explanation in
      explanation.filter {
        $0.figure != repair.figure && relations.isSuperset(of: self.relations(of: $0))
      }
    }
    guard let first = sets.first,
      sets.allSatisfy({ $0.map(\.figure) == first.map(\.figure) })
    else { return [] }
    return first
  }

  /// Whether two repairs speak of one figure, or of a row missing under one total.
  private func isSame(_ figure: Int, _ other: Int) -> Bool {
    guard let row = network.absentRows[figure], let second = network.absentRows[other] else {
      return figure == other
    }
    return row.total == second.total
  }

  /// The relation of the fewest figures; of totals over the same rows, that of the longest code.
  private func lowest(_ relations: [Int]) -> Int? {
    func height(_ relation: Int) -> [Int] {
      let node = network.nodes[relation]
      return [
        node.stated.isLink ? 1 : 0, node.figures.count,
        -(node.stated.place.code?.utf8.count ?? 0), relation,
      ]
    }
    return relations.min { height($0).lexicographicallyPrecedes(height($1)) }
  }

  /// The broken relations that a repair changes a figure of.
  private func relations(of repair: Repair) -> [Int] {
    let touched = Set(
      repair.changes.flatMap { network.memberships[$0.figure].map(\.relation) })
    return group.filter(touched.contains)
  }

  /// The relation that judges the figure, else the gravest, else the shortest.
  private func weightiest(_ relations: [Int], for repair: Repair) -> Int? {
    let blamed = network.absentRows[repair.figure]?.total ?? repair.figure
    func weight(_ relation: Int) -> [Int] {
      let node = network.nodes[relation]
      return [
        node.stated.isLink ? 1 : 0, node.figures[0] == blamed ? 0 : 1,
        Int(node.stated.rule.severity.rawValue), node.figures.count,
        -(node.stated.place.code?.utf8.count ?? 0), relation,
      ]
    }
    return relations.min { weight($0).lexicographicallyPrecedes(weight($1)) }
  }

  private func settled(by changes: [Change]) -> [Int] {
    var numbers: [FigureKey: PrintedFigure] = [:]
    var touched: Set<Int> = []
    for change in changes where network.absentRows[change.figure] == nil {
      numbers[network.figures[change.figure].key] = change.value
      touched.formUnion(network.memberships[change.figure].map(\.relation))
    }
    return touched.sorted().filter { relation in
      let node = network.nodes[relation]
      guard node.verdict == .undecidable else { return false }
      let changed = node.stated.relation.replacing { numbers[$0.key] ?? $0 }
      return changed.evaluate()?.verdict == .held
    }
  }
}
