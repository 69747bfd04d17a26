/// Cells by key: a dense table says where a key's cell is, so that adding neither hashes nor
/// searches, and clearing costs only what was touched.
public struct CellAccumulator: Sendable {
  private var places: [Int32]
  private(set) var keys: [Int32] = []
  private(set) var cells: [Cell] = []

  /// Holds keys below `keyCount`.
  public init(keyCount: Int) {
    places = [Int32](repeating: -1, count: keyCount)
  }

  /// The cell of `key`, which is empty if it is new.
  subscript(key: Int32) -> Cell {
    _modify {
      let place = makePlace(of: key)
      yield &cells[place]
    }
    get { places[Int(key)] < 0 ? Cell() : cells[Int(places[Int(key)])] }
  }

  /// Makes sure that `key` has a cell.
  mutating func touch(_ key: Int32) {
    _ = makePlace(of: key)
  }

  /// Adds every cell of `other`.
  mutating func add(_ other: borrowing CellAccumulator) {
    for place in other.keys.indices {
      cells[makePlace(of: other.keys[place])].add(other.cells[place])
    }
  }

  /// Adds the cells of one unit.
  public mutating func add(_ unit: some Sequence<KeyedCell>) {
    for keyed in unit { cells[makePlace(of: keyed.key)].add(keyed.cell) }
  }

  /// The cells, ascending by key.
  public var sortedCells: [KeyedCell] {
    var order: [UInt64] = []
    sortedPlaces(into: &order)
    return order.map {
      KeyedCell(
        key: Int32(truncatingIfNeeded: $0 >> 32),
        cell: cells[Int(truncatingIfNeeded: $0 & 0xFFFF_FFFF)], prior: nil)
    }
  }

  /// The touched keys, ascending, each with the place of its cell.
  func sortedPlaces(into order: inout [UInt64]) {
    order.removeAll(keepingCapacity: true)
    for (place, key) in keys.enumerated() { order.append(UInt64(key) << 32 | UInt64(place)) }
    order.sort()
  }

  /// Forgets everything.
  mutating func removeAll() {
    for key in keys { places[Int(key)] = -1 }
    keys.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  private mutating func makePlace(of key: Int32) -> Int {
    if places[Int(key)] >= 0 { return Int(places[Int(key)]) }
    places[Int(key)] = Int32(cells.count)
    keys.append(key)
    cells.append(Cell())
    return cells.count - 1
  }
}
