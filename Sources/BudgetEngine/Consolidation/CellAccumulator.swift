/// Cells by key: a dense table says where a key's cell is, so that adding neither hashes nor
/// searches, listing does not sort, and clearing costs only what was touched.
public struct CellAccumulator: Sendable {
  private var places: [Int32]
  private var touched: KeySet
  private var order: [Int32] = []
  private(set) var keys: [Int32] = []
  private(set) var cells: [Cell] = []

  /// Holds keys below `keyCount`.
  public init(keyCount: Int) {
    places = [Int32](repeating: -1, count: keyCount)
    touched = KeySet(bound: keyCount)
  }

  /// The cell of `key`, which is empty if it is new.
  subscript(key: Int32) -> Cell {
    _modify {
      let place = makePlace(of: key)
      yield &cells[place]
    }
    get { places[Int(key)] < 0 ? Cell() : cells[Int(places[Int(key)])] }
  }

  /// Adds every cell of `other`.
  mutating func add(_ other: borrowing CellAccumulator) {
    for place in other.keys.indices {
      cells[makePlace(of: other.keys[place])].add(other.cells[place])
    }
  }

  /// Adds cells to those of their keys.
  mutating func add(_ cells: some Sequence<KeyedCell>) {
    for keyed in cells { self.cells[makePlace(of: keyed.key)].add(keyed.cell) }
  }

  /// Adds the cells of one unit below a key; ascending by key, and only those that somebody states.
  public mutating func add(_ unit: [KeyedCell], below end: Int32) {
    for keyed in unit {
      guard keyed.key < end else { return }
      guard keyed.cell.unitCount > 0 else { continue }
      cells[makePlace(of: keyed.key)].add(keyed.cell)
    }
  }

  /// Adds every cell to the cell of the key above it, lowest codes first.
  ///
  /// - Parameter parents: By key the key above, which is smaller; −1 for none.
  mutating func addUpward(_ parents: [Int32]) {
    // Whatever is touched once has all keys above it touched too.
    var place = 0
    while place < keys.count {
      let parent = parents[Int(keys[place])]
      if parent >= 0 { _ = makePlace(of: parent) }
      place += 1
    }
    touched.list(into: &order)
    order.withUnsafeBufferPointer { order in
      places.withUnsafeBufferPointer { places in
        cells.withUnsafeMutableBufferPointer { cells in
          for key in order.reversed() {
            let place = Int(places[Int(key)])
            cells[place].unitCount = cells[place].stated.isEmpty ? 0 : 1
            let parent = parents[Int(key)]
            if parent >= 0 { cells[Int(places[Int(parent)])].addChild(cells[place]) }
          }
        }
      }
    }
  }

  /// The cells, ascending by key, with no prior figures beside them.
  public mutating func sortedCells() -> [KeyedCell] {
    touched.list(into: &order)
    return [KeyedCell](unsafeUninitializedCapacity: order.count) { buffer, count in
      for key in order {
        let keyed = KeyedCell(key: key, cell: cells[Int(places[Int(key)])], prior: nil)
        buffer.initializeElement(at: count, to: keyed)
        count += 1
      }
    }
  }

  /// Forgets everything.
  mutating func removeAll() {
    for key in keys { places[Int(key)] = -1 }
    touched.removeAll()
    keys.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  private mutating func makePlace(of key: Int32) -> Int {
    if places[Int(key)] >= 0 { return Int(places[Int(key)]) }
    let place = cells.count
    places[Int(key)] = Int32(truncatingIfNeeded: place)
    touched.insert(key)
    keys.append(key)
    cells.append(Cell())
    return place
  }
}
