/// The restated cells of one year by node of the newest tree, each node's ascending by key.
///
/// Nearly all of them are of units without children, and nearly all of those get the cells of one
/// unit, which come in order and stay as they come. The cells of groups, and what is added to a
/// unit a second time, are looked up in a table; when the year has ended they are put in order too.
struct RestatedCells: Sendable {
  /// By node.
  private var cells: [[KeyedCell]]
  private let isLeaf: [Bool]
  private var places = PlaceTable()
  /// By number of a place.
  private var scattered: [(place: UInt64, cell: Cell)] = []

  /// - Parameter isLeaf: By node: whether it has no children.
  init(isLeaf: [Bool]) {
    self.isLeaf = isLeaf
    cells = [[KeyedCell]](repeating: [], count: isLeaf.count)
  }

  /// The cells of a node, ascending by key, once the year has ended.
  subscript(node: Int) -> [KeyedCell] { cells[node] }

  /// Adds cells, ascending by key, to those of a node.
  mutating func add(_ unit: [KeyedCell], to node: Int) {
    if isLeaf[node], cells[node].isEmpty {
      cells[node] = unit
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
      cells[node] = Self.joined(cells[node], added)
      next = end ?? order.endIndex
    }
    scattered = []
    places = PlaceTable()
  }

  /// What a node has, and what was added to it later.
  private static func joined(_ own: [KeyedCell], _ added: [KeyedCell]) -> [KeyedCell] {
    guard !own.isEmpty else { return added }
    var joined: [KeyedCell] = []
    var next = own.startIndex
    for keyed in added {
      while next < own.endIndex, own[next].key < keyed.key {
        joined.append(own[next])
        next += 1
      }
      var keyed = keyed
      if next < own.endIndex, own[next].key == keyed.key {
        keyed.cell.add(own[next].cell)
        next += 1
      }
      joined.append(keyed)
    }
    return joined + own[next...]
  }
}
