internal import PostgresClient

/// The amounts of a tile while it fills: `columnCount` arrays of `TileBlocks.largestTile` values
/// at most, each left out of the row when it says nothing.
struct TileAmounts<let columnCount: Int> {
  /// Column after column, so that one column is one run of values.
  private var values = [Int64](repeating: 0, count: columnCount * TileBlocks.largestTile)
  /// By column: a bit for each value that is stated.
  private var stated = InlineArray<columnCount, UInt64>(repeating: 0)

  /// Sets the amounts of one cell; nil is not stated.
  mutating func set(_ place: Int, _ amounts: InlineArray<columnCount, Int64?>) {
    for column in 0..<columnCount {
      guard let amount = amounts[column] else { continue }
      values[column * TileBlocks.largestTile + place] = amount
      stated[column] |= 1 << UInt64(place)
    }
  }

  /// Writes each column as a `bigint[]` field of the first `count` cells, and starts anew.
  mutating func write(_ count: Int, to writer: inout CopyWriter) throws(PostgresError) {
    for column in 0..<columnCount {
      guard stated[column] != 0 else {
        try writer.appendNull()
        continue
      }
      let start = column * TileBlocks.largestTile
      try values.withUnsafeBufferPointer { values in
        Result { () throws(PostgresError) in
          try writer.append(
            int64Array: UnsafeBufferPointer(rebasing: values[start..<start + count]),
            stated: stated[column])
        }
      }.get()
      stated[column] = 0
    }
  }
}
