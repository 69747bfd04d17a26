import BudgetDomain

/// The restated cells of one year by node of the newest tree, each node's ascending by key.
///
/// Nearly all of them are of units without children, and nearly all of those get the cells of one
/// unit, which come in order and stay as they come. Units come group by group, so that what a group
/// gets of them is added up at one place until another group's come; what is taken out of a group,
/// and what a unit gets a second time, is looked up in a table. When the year has ended, groups are
/// added to the groups above them.
struct RestatedCells: Sendable {
  /// Where the cells of a node are.
  private struct Run {
    let chunk: Int
    let range: Range<Int>
  }

  /// About half a megabyte: one array of all would be copied each time it grows.
  private static let chunkCount = 4096

  private var chunks: [[KeyedCell]] = []
  /// By node; nil for none.
  private var runs: [Run?]
  private let nodes: [UnitTree.Node]
  private let scope: ComparableScope
  /// By node: whether all cells of it, or of a node above it, are restated.
  let isUnderAffected: [Bool]
  private let keyCount: Int
  /// The group whose units come, and what it has got of them since they do.
  private var open: (group: Int, sums: CellAccumulator)
  private var places = PlaceTable()
  /// By number of a place.
  private var scattered: [(place: UInt64, cell: Cell)] = []

  /// - Parameters:
  ///   - nodes: The newest tree, children before parents.
  ///   - scope: Which cells are kept; of others some may be missing.
  ///   - keyCount: How many keys there are.
  init(_ nodes: [UnitTree.Node], _ scope: ComparableScope, keyCount: Int) {
    self.nodes = nodes
    self.scope = scope
    self.keyCount = keyCount
    runs = [Run?](repeating: nil, count: nodes.count)
    var isUnderAffected = scope.isAffected
    for node in nodes.indices.reversed() {
      if let parent = nodes[node].parent, isUnderAffected[parent] { isUnderAffected[node] = true }
    }
    self.isUnderAffected = isUnderAffected
    open = (-1, CellAccumulator(keyCount: keyCount))
  }

  /// The cells of a node, ascending by key, once the year has ended.
  subscript(node: Int) -> ArraySlice<KeyedCell> {
    runs[node].map { chunks[$0.chunk][$0.range] } ?? []
  }

  /// Adds cells, ascending by key, to those of a node and of all nodes above it.
  mutating func add(_ unit: ArraySlice<KeyedCell>, to node: Int) {
    guard nodes[node].isLeaf else { return sum(unit, in: node) }
    if runs[node] == nil {
      put(unit, at: node)
    } else {
      for keyed in unit where scope.isAffected[node] || scope.touches(keyed.item) {
        scatter(keyed.cell, keyed.key, node)
      }
    }
    if let group = nodes[node].parent { sum(unit, in: group) }
  }

  /// Adds to one cell of a node and of all nodes above it, what is taken out as less than zero.
  mutating func add(_ cell: Cell, on key: Int32, to node: Int) {
    let isTouched = scope.touches(Int(key) / KeyedCell.fundCount)
    guard nodes[node].isLeaf else {
      if isTouched || isUnderAffected[node] { scatter(cell, key, node) }
      return
    }
    if isTouched || scope.isAffected[node] { scatter(cell, key, node) }
    if let group = nodes[node].parent { add(cell, on: key, to: group) }
  }

  /// Puts the cells of each node in order, and adds groups to the groups above them.
  mutating func finish() {
    close()
    scattered.sort { $0.place < $1.place }
    let depth = (nodes.map(\.depth).max() ?? 0) + 1
    var sums = [CellAccumulator](repeating: CellAccumulator(keyCount: keyCount), count: depth)
    var next = scattered.startIndex
    for (node, above) in nodes.enumerated() {
      let start = next
      while next < scattered.endIndex, Int(scattered[next].place >> 32) == node { next += 1 }
      let added = scattered[start..<next].lazy.map {
        KeyedCell(key: Int32(truncatingIfNeeded: $0.place), cell: $0.cell, prior: nil)
      }
      if above.isLeaf {
        if !added.isEmpty { put(Self.joined(self[node], added)[...], at: node) }
        continue
      }
      sums[above.depth].add(added)
      guard !sums[above.depth].keys.isEmpty else { continue }
      put(sums[above.depth].sortedCells()[...], at: node)
      if let parent = above.parent, isUnderAffected[parent] {
        sums[above.depth - 1].add(sums[above.depth])
      } else if above.parent != nil {
        let own = self[node]
        sums[above.depth - 1].add(own.lazy.filter { [scope] in scope.touches($0.item) })
      }
      sums[above.depth].removeAll()
    }
    scattered = []
    places = PlaceTable()
    open = (-1, CellAccumulator(keyCount: 0))
  }

  /// Adds to a group what one of its units has, as far as it or a node above it shows that.
  private mutating func sum(_ unit: ArraySlice<KeyedCell>, in group: Int) {
    if open.group != group {
      close()
      open.group = group
    }
    if isUnderAffected[group] {
      open.sums.add(unit)
    } else {
      let scope = scope
      open.sums.add(unit.lazy.filter { scope.touches($0.item) })
    }
  }

  private mutating func close() {
    for (place, key) in open.sums.keys.enumerated() {
      scatter(open.sums.cells[place], key, open.group)
    }
    open.sums.removeAll()
  }

  private mutating func scatter(_ cell: Cell, _ key: Int32, _ node: Int) {
    let place = UInt64(node) << 32 | UInt64(key)
    let number = places.number(of: place)
    if number < scattered.count {
      scattered[number].cell.add(cell)
    } else {
      scattered.append((place, cell))
    }
  }

  /// Makes those of some cells that a node shows its own.
  private mutating func put(_ cells: ArraySlice<KeyedCell>, at node: Int) {
    if chunks.isEmpty || chunks[chunks.count - 1].count >= Self.chunkCount {
      var chunk: [KeyedCell] = []
      // With room for the unit that fills it.
      chunk.reserveCapacity(Self.chunkCount * 5 / 4)
      chunks.append(chunk)
    }
    let last = chunks.count - 1
    let start = chunks[last].count
    if scope.isAffected[node] {
      chunks[last].append(contentsOf: cells)
    } else {
      let scope = scope
      chunks[last].append(contentsOf: cells.lazy.filter { scope.touches($0.item) })
    }
    guard start < chunks[last].count else { return }
    runs[node] = Run(chunk: last, range: start..<chunks[last].count)
  }

  /// Joins what was added to a node later to what it has.
  private static func joined(
    _ own: ArraySlice<KeyedCell>, _ added: some Sequence<KeyedCell>
  ) -> [KeyedCell] {
    var joined: [KeyedCell] = []
    var next = own.startIndex
    for keyed in added {
      while next < own.endIndex, own[next].key < keyed.key {
        joined.append(own[next])
        next += 1
      }
      joined.append(keyed)
      if next < own.endIndex, own[next].key == keyed.key {
        joined[joined.count - 1].cell.add(own[next].cell)
        next += 1
      }
    }
    return joined + own[next...]
  }
}
