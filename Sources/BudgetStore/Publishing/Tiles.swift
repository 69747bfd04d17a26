internal import BudgetEngine
internal import PostgresClient

/// The sums of a subject tile that fills: parallel arrays over its cells.
struct SubjectTile {
  private let tile: Int32
  private let level: Int16
  private let fund: String
  private(set) var count = 0
  private var units: [Int32] = []
  private var items: [Int32] = []
  private var amounts = TileAmounts<11>()
  private var lineCounts: [Int32] = []
  private var unitCounts: [Int32] = []
  private var flags: [Int16] = []
  private var soleFunds: [Int16] = []
  /// What was eliminated; nil where nothing was, as in most tiles.
  private var eliminated: TileAmounts<4>?

  init(tile: Int32, level: Int16, fund: String) {
    self.tile = tile
    self.level = level
    self.fund = fund
  }

  /// - Parameter soleFund: The only fund whose cell equals this one of all funds; −1 for several,
  ///   nil in a tile of one fund.
  mutating func append(unit: Int32, item: Int32, _ published: PublishedCell, soleFund: Int16?) {
    amounts.set(count, published.columns)
    if let columns = published.eliminatedColumns {
      eliminated = eliminated ?? TileAmounts<4>()
      eliminated?.set(count, columns)
    }
    count += 1
    units.append(unit)
    items.append(item)
    lineCounts.append(published.cell.lineCount)
    unitCounts.append(published.cell.unitCount)
    flags.append(published.flags)
    if let soleFund { soleFunds.append(soleFund) }
  }

  /// Writes one row of `store.subject_tile`, if there is anything to write, and starts anew.
  mutating func write(block: Int32, to writer: inout CopyWriter) throws(PostgresError) {
    guard count > 0 else { return }
    try writer.beginRow(fieldCount: 25)
    try writer.append(int32: tile)
    try writer.append(int16: level)
    try writer.append(int32: block)
    try writer.append(text: fund)
    try writer.append(int32Array: units)
    try writer.append(int32Array: items)
    try amounts.write(count, to: &writer)
    try writer.append(int32Array: lineCounts)
    if unitCounts.allSatisfy({ $0 == 1 }) {
      try writer.appendNull()
    } else {
      try writer.append(int32Array: unitCounts)
    }
    if flags.allSatisfy({ $0 == 0 }) {
      try writer.appendNull()
    } else {
      try writer.append(int16Array: flags)
    }
    if soleFunds.isEmpty {
      try writer.appendNull()
    } else {
      try writer.append(int16Array: soleFunds)
    }
    if eliminated == nil {
      for _ in 0..<4 { try writer.appendNull() }
    } else {
      try eliminated?.write(count, to: &writer)
    }
    removeAll()
  }

  private mutating func removeAll() {
    count = 0
    units.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    lineCounts.removeAll(keepingCapacity: true)
    unitCounts.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    soleFunds.removeAll(keepingCapacity: true)
    eliminated = nil
  }
}

/// The sums of a side tile that fills: parallel arrays over its cells.
struct SideTile {
  private let axis: String
  private let fund: String
  private(set) var count = 0
  private var units: [Int32] = []
  private var items: [Int32] = []
  private var amounts = TileAmounts<4>()
  private var unitCounts: [Int32] = []
  private var soleFunds: [Int16] = []

  init(axis: String, fund: String) {
    self.axis = axis
    self.fund = fund
  }

  mutating func append(unit: Int32, item: Int32, _ published: PublishedCell, soleFund: Int16?) {
    amounts.set(count, published.sideColumns)
    count += 1
    units.append(unit)
    items.append(item)
    unitCounts.append(published.cell.unitCount)
    if let soleFund { soleFunds.append(soleFund) }
  }

  /// Writes one row of `store.side_tile`, if there is anything to write, and starts anew.
  mutating func write(block: Int32, to writer: inout CopyWriter) throws(PostgresError) {
    guard count > 0 else { return }
    try writer.beginRow(fieldCount: 11)
    try writer.append(text: axis)
    try writer.append(int32: block)
    try writer.append(text: fund)
    try writer.append(int32Array: units)
    try writer.append(int32Array: items)
    try amounts.write(count, to: &writer)
    try writer.append(int32Array: unitCounts)
    if soleFunds.isEmpty {
      try writer.appendNull()
    } else {
      try writer.append(int16Array: soleFunds)
    }
    count = 0
    units.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    unitCounts.removeAll(keepingCapacity: true)
    soleFunds.removeAll(keepingCapacity: true)
  }
}
