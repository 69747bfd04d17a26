import BudgetDomain
import BudgetRules

/// Looks for units whose book is the whole department's: what the other units report is in the sum
/// twice then.
///
/// The department's own unit (本级) may hand in the book of the whole department instead of its own,
/// which shows in one of two ways: it equals what the department hands in as a control total, or
/// what the other units of the department make together, subject by subject.
struct BookComparison {
  private(set) var anomalies: [Anomaly] = []
  /// The places of groups whose control total is a unit's book.
  private(set) var settled: Set<Int> = []

  private let counted: CountedBatch
  private let tree: UnitTree
  /// By place: what all units under it spent.
  private var spent: [Int64]

  init(_ counted: CountedBatch, in tree: UnitTree) {
    self.counted = counted
    self.tree = tree
    spent = [Int64](repeating: 0, count: tree.nodes.count)
    var units: [Int: [Int]] = [:]
    for (place, node) in tree.nodes.enumerated() {
      if node.isLeaf { spent[place] = book(of: node)?.actualFen ?? 0 }
      guard let parent = node.parent else { continue }
      spent[parent] += spent[place]
      if node.isLeaf, spent[place] > 0 { units[parent, default: []].append(place) }
    }
    for (group, units) in units.sorted(by: { $0.key < $1.key })
    where tree.nodes[group].unit != nil {
      for unit in units where spent[group] > spent[unit] { compare(unit, under: group) }
    }
  }

  /// The submission that gives a unit's actuals, if it has lines.
  private func book(of node: UnitTree.Node) -> Validator.Outcome? {
    node.unit.flatMap { counted.effective[$0, tree.year].actualSource }
      .flatMap { counted.accepted.outcome(of: $0) }
  }

  private mutating func compare(_ unit: Int, under group: Int) {
    guard let own = book(of: tree.nodes[unit]) else { return }
    if let control = book(of: tree.nodes[group]) {
      let slackFen = Self.slackFen(own) + Self.slackFen(control)
      // Where rounding hides the others, nobody can tell whether the department's book has them.
      guard Int128(spent[group] - spent[unit]) > slackFen * 2,
        Int128((control.actualFen - own.actualFen).magnitude) <= slackFen,
        subjects([control]).isClose(to: subjects([own]), within: slackFen)
      else { return }
      settled.insert(group)
      state(unit, group, own, .controlTotal)
    } else if spent[group] - spent[unit] == spent[unit] {
      let others = leaves(under: group).filter { $0 != unit }
        .compactMap { book(of: tree.nodes[$0]) }.filter { $0.actualFen != 0 }
      let (mine, theirs) = (subjects([own]), subjects(others))
      // Two equal books are copies, and two equal amounts may be chance.
      guard others.count > 1, mine.count > 1, mine == theirs else { return }
      state(unit, group, own, .otherUnits)
    }
  }

  /// How far rounding can have moved any sum of a book's amounts.
  private static func slackFen(_ book: Validator.Outcome) -> Int128 {
    Int128(book.halfWidthFen) * Int128(book.lineCount)
  }

  private func leaves(under group: Int) -> [Int] {
    let above = tree.nodes[..<group].lastIndex { $0.depth <= tree.nodes[group].depth }
    return ((above ?? -1) + 1..<group).filter { tree.nodes[$0].isLeaf }
  }

  /// What books spent, by functional subject.
  private func subjects(_ books: [Validator.Outcome]) -> [UInt32: Int64] {
    var subjects: [UInt32: Int64] = [:]
    for book in books {
      counted.accepted.forEachTotal(of: book.submission) { _, total in
        guard total.axis == .functional, total.actual != 0 else { return }
        subjects[total.code, default: 0] += total.actual
      }
    }
    return subjects.filter { $0.value != 0 }
  }

  private mutating func state(
    _ unit: Int, _ group: Int, _ own: Validator.Outcome, _ likeness: BookIsOwn.Likeness
  ) {
    let codes = counted.batch.reference.units.codes
    guard let index = tree.nodes[unit].unit, let above = tree.nodes[group].unit else { return }
    anomalies.append(
      BookIsOwn.anomaly(
        counted.batch.headers[own.submission], unit: codes[index], group: codes[above],
        ownFen: spent[unit], othersFen: spent[group] - spent[unit], likeness))
  }
}

extension [UInt32: Int64] {
  /// Whether the amounts are the same, each as far as rounding lets one tell.
  fileprivate func isClose(to other: Self, within slackFen: Int128) -> Bool {
    Set(keys).union(other.keys).allSatisfy {
      Int128(((self[$0] ?? 0) - (other[$0] ?? 0)).magnitude) <= slackFen
    }
  }
}
