public import BudgetDomain

/// One published cell on its way out: key, sums, and last year's actual.
public struct KeyedCell: Sendable {
  /// Item × kinds of fund + fund.
  public let key: Int32
  /// The sums.
  public var cell: Cell
  /// The actual of the same key a year before, in fen; nil where the year before is not known.
  public var prior: Int64?

  /// Sets the three side by side.
  public init(key: Int32, cell: Cell, prior: Int64?) {
    self.key = key
    self.cell = cell
    self.prior = prior
  }

  /// How many kinds of fund a key tells apart, `*` included.
  public static let fundCount = 6

  /// The place of the code in `ItemIndex.items`.
  @inlinable public var item: Int { Int(key) / KeyedCell.fundCount }

  /// The fund.
  @inlinable public var fund: FundType {
    FundType(rawValue: UInt8(Int(key) % KeyedCell.fundCount)) ?? .unstated
  }
}

/// The cells of one node of a year's unit tree, ascending by key.
public struct UnitCells: Sendable {
  /// The node's place in the tree.
  public let place: Int
  /// Whether any unit under the node handed in actuals.
  public let hasReported: Bool
  /// The cells.
  public internal(set) var cells: [KeyedCell]
  /// What was taken out of them at this very node, ascending by key.
  public internal(set) var eliminated: [EliminatedCell] = []
}

/// Walks the unit tree of one year once, children before parents, with one accumulator a depth:
/// the summary streams out while it is made and is never held.
struct YearWalk {
  private let summary: Summary
  private let tree: UnitTree
  private var account: UnitAccount
  private var elimination: GroupElimination?
  /// By depth: what the children of the open node of that depth add up to so far.
  private var open: [CellAccumulator]
  private var hasReported: [Bool]

  init(_ summary: Summary, tree: UnitTree) {
    self.summary = summary
    self.tree = tree
    account = UnitAccount(summary, year: tree.year)
    elimination = GroupElimination(summary, in: tree.year)
    let depth = (tree.nodes.map(\.depth).max() ?? 0) + 1
    open = [CellAccumulator](
      repeating: CellAccumulator(keyCount: summary.keyCount), count: depth)
    hasReported = [Bool](repeating: false, count: depth)
  }

  /// Calls `body` with the cells of every node, children before parents, the district last.
  mutating func run(_ body: (_ node: UnitTree.Node, UnitCells) throws -> Void) rethrows {
    for (place, node) in tree.nodes.enumerated() {
      if node.isLeaf, let unit = node.unit {
        let reported = account.work(out: unit)
        elimination?.note(payerAt: place)
        try body(node, account.cells(place, reported))
        open[node.depth - 1].add(account.cells)
        hasReported[node.depth - 1] = hasReported[node.depth - 1] || reported
      } else {
        let reported = hasReported[node.depth]
        let eliminated = elimination?.takeOut(of: place, from: &open[node.depth]) ?? []
        try body(
          node,
          UnitCells(
            place: place, hasReported: reported, cells: open[node.depth].sortedCells(),
            eliminated: eliminated))
        close(node, reported)
      }
    }
  }

  /// Adds a group to the group above it, and empties its place for the next one of its depth.
  private mutating func close(_ node: UnitTree.Node, _ reported: Bool) {
    var closed = CellAccumulator(keyCount: 0)
    swap(&closed, &open[node.depth])
    if node.depth > 0 {
      open[node.depth - 1].add(closed)
      hasReported[node.depth - 1] = hasReported[node.depth - 1] || reported
    }
    closed.removeAll()
    swap(&closed, &open[node.depth])
    hasReported[node.depth] = false
  }
}
