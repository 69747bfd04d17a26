/// The restated cells of one year by node of the newest tree, each node's ascending by key.
///
/// Nearly all of them are of units without children, and nearly all of those get the cells of one
/// unit, which come in order and stay as they come. The cells of groups, and what is added to a
/// unit a second time, are looked up in a table; when the year has ended they are put in order too.
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
  private let isLeaf: [Bool]
  private var places = PlaceTable()
  /// By number of a place.
  private var scattered: [(place: UInt64, cell: Cell)] = []

  /// - Parameter isLeaf: By node: whether it has no children.
  init(isLeaf: [Bool]) {
    self.isLeaf = isLeaf
    runs = [Run?](repeating: nil, count: isLeaf.count)
  }

  /// The cells of a node, ascending by key, once the year has ended.
  subscript(node: Int) -> ArraySlice<KeyedCell> {
    runs[node].map { chunks[$0.chunk][$0.range] } ?? []
  }

  /// Adds cells, ascending by key, to those of a node.
  mutating func add(_ unit: ArraySlice<KeyedCell>, to node: Int) {
    guard !unit.isEmpty else { return }
    if isLeaf[node], runs[node] == nil { return put(unit, at: node) }
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
      put(Self.joined(self[node], added)[...], at: node)
      next = end ?? order.endIndex
    }
    scattered = []
    places = PlaceTable()
  }

  private mutating func put(_ cells: ArraySlice<KeyedCell>, at node: Int) {
    if chunks.isEmpty || chunks[chunks.count - 1].count + cells.count > Self.chunkCount {
      var chunk: [KeyedCell] = []
      chunk.reserveCapacity(max(Self.chunkCount, cells.count))
      chunks.append(chunk)
    }
    let last = chunks.count - 1
    let start = chunks[last].count
    chunks[last].append(contentsOf: cells)
    runs[node] = Run(chunk: last, range: start..<chunks[last].count)
  }

  /// Joins what was added to a node later to what it has.
  private static func joined(
    _ own: ArraySlice<KeyedCell>, _ added: [KeyedCell]
  ) -> [KeyedCell] {
    guard !own.isEmpty else { return added }
    var joined: [KeyedCell] = []
    joined.reserveCapacity(own.count + added.count)
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
