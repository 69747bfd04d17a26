internal import BudgetEngine
internal import PostgresClient

/// One measure of a tile while it fills: an array that is left out when it says nothing.
struct TileColumn {
  private var values: [Int64] = []
  private var isStated: [Bool] = []
  private var statedCount = 0

  init(capacity: Int) {
    values.reserveCapacity(capacity)
    isStated.reserveCapacity(capacity)
  }

  mutating func append(_ value: Int64?) {
    values.append(value ?? 0)
    isStated.append(value != nil)
    if value != nil { statedCount += 1 }
  }

  /// Writes a `bigint[]` field and starts anew.
  mutating func write(to writer: inout CopyWriter) throws(PostgresError) {
    defer {
      values.removeAll(keepingCapacity: true)
      isStated.removeAll(keepingCapacity: true)
      statedCount = 0
    }
    guard statedCount > 0 else { return try writer.appendNull() }
    let hasNulls = statedCount < values.count
    try values.withUnsafeBufferPointer { values in
      isStated.withUnsafeBufferPointer { isStated in
        Result { () throws(PostgresError) in
          try writer.append(int64Array: values, validity: hasNulls ? isStated : nil)
        }
      }
    }.get()
  }
}

/// The sums of a subject tile that fills: parallel arrays over its cells.
struct SubjectTile {
  let tile: Int32
  let level: Int16
  private(set) var count = 0
  private var units: [Int32] = []
  private var items: [Int32] = []
  private var columns = [TileColumn](
    repeating: TileColumn(capacity: TileBlocks.largestTile), count: 11)
  private var lineCounts: [Int32] = []
  private var unitCounts: [Int32] = []
  private var flags: [Int16] = []
  private var soleFunds: [Int16] = []

  init(tile: Int32, level: Int16) {
    self.tile = tile
    self.level = level
  }

  /// - Parameter soleFund: The only fund whose cell equals this one of all funds; −1 for several,
  ///   nil in a tile of one fund.
  mutating func append(unit: Int32, item: Int32, _ published: PublishedCell, soleFund: Int16?) {
    count += 1
    units.append(unit)
    items.append(item)
    let amounts = published.columns
    for column in columns.indices { columns[column].append(amounts[column]) }
    lineCounts.append(published.cell.lineCount)
    unitCounts.append(published.cell.unitCount)
    flags.append(published.flags)
    if let soleFund { soleFunds.append(soleFund) }
  }

  /// Writes one row of `store.subject_tile` and starts anew.
  mutating func write(
    block: Int32, fund: String, to writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.beginRow(fieldCount: 21)
    try writer.append(int32: tile)
    try writer.append(int16: level)
    try writer.append(int32: block)
    try writer.append(text: fund)
    try writer.append(int32Array: units)
    try writer.append(int32Array: items)
    for column in columns.indices { try columns[column].write(to: &writer) }
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
  }
}

/// The sums of a side tile that fills: parallel arrays over its cells.
struct SideTile {
  private(set) var count = 0
  private var units: [Int32] = []
  private var items: [Int32] = []
  private var columns = [TileColumn](
    repeating: TileColumn(capacity: TileBlocks.largestTile), count: 4)
  private var unitCounts: [Int32] = []
  private var soleFunds: [Int16] = []

  mutating func append(unit: Int32, item: Int32, _ published: PublishedCell, soleFund: Int16?) {
    count += 1
    units.append(unit)
    items.append(item)
    let amounts = published.sideColumns
    for column in columns.indices { columns[column].append(amounts[column]) }
    unitCounts.append(published.cell.unitCount)
    if let soleFund { soleFunds.append(soleFund) }
  }

  /// Writes one row of `store.side_tile` and starts anew.
  mutating func write(
    axis: String, block: Int32, fund: String, to writer: inout CopyWriter
  ) throws(PostgresError) {
    try writer.beginRow(fieldCount: 11)
    try writer.append(text: axis)
    try writer.append(int32: block)
    try writer.append(text: fund)
    try writer.append(int32Array: units)
    try writer.append(int32Array: items)
    for column in columns.indices { try columns[column].write(to: &writer) }
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
