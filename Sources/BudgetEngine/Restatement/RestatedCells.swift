/// The restated cells of one year by node of the newest tree, each node's ascending by key.
///
/// Nearly all of them are of units without children, and nearly all of those get the cells of one
/// unit, which come in order and stay as they come. The cells of groups, and what is added to a
/// unit a second time, are looked up in a table; when the year has ended they are put in order too.
struct RestatedCells: Sendable {
  private var cells: [KeyedCell] = []
  /// By node: where its cells are.
  private var runs: [Range<Int>]
  private let isLeaf: [Bool]
  private var places = PlaceTable()
  /// By number of a place.
  private var scattered: [(place: UInt64, cell: Cell)] = []

  /// - Parameter isLeaf: By node: whether it has no children.
  init(isLeaf: [Bool]) {
    self.isLeaf = isLeaf
    runs = [Range<Int>](repeating: 0..<0, count: isLeaf.count)
  }

  /// The cells of a node, ascending by key, once the year has ended.
  subscript(node: Int) -> ArraySlice<KeyedCell> { cells[runs[node]] }

  /// Adds cells, ascending by key, to those of a node.
  mutating func add(_ unit: some Sequence<KeyedCell>, to node: Int) {
    if isLeaf[node], runs[node].isEmpty {
      let start = cells.count
      cells.append(contentsOf: unit)
      runs[node] = start..<cells.count
      return
    }
    for keyed in unit {
      let place = UInt64(node) << 32 | UInt64(keyed.key)
      let number = places.number(of: place)
      if number < scattered.count {
        scattered[number].cell.add(keyed.cell)
      } else {
        scattered.append((place, keyed.cell))
      }
    }
  }

  /// Puts the cells of each node in order.
  mutating func finish() {
    let order = scattered.indices.sorted { scattered[$0].place < scattered[$1].place }
    var next = order.startIndex
    while next < order.endIndex {
      let node = Int(scattered[order[next]].place >> 32)
      let end = order[next...].firstIndex { Int(scattered[$0].place >> 32) != node }
      let added = order[next..<(end ?? order.endIndex)].map { number in
        KeyedCell(
          key: Int32(truncatingIfNeeded: scattered[number].place), cell: scattered[number].cell,
          prior: nil)
      }
      append(added, to: node)
      next = end ?? order.endIndex
    }
    scattered = []
    places = PlaceTable()
  }

  /// Joins what was added to a node later to what it has.
  private mutating func append(_ added: [KeyedCell], to node: Int) {
    // A copy of few, since a view would make the first append copy all.
    let own = Array(cells[runs[node]])
    let start = cells.count
    var next = own.startIndex
    for keyed in added {
      while next < own.endIndex, own[next].key < keyed.key {
        cells.append(own[next])
        next += 1
      }
      var joined = keyed
      if next < own.endIndex, own[next].key == keyed.key {
        joined.cell = own[next].cell
        joined.cell.add(keyed.cell)
        next += 1
      }
      cells.append(joined)
    }
    cells.append(contentsOf: own[next...])
    runs[node] = start..<cells.count
  }
}
