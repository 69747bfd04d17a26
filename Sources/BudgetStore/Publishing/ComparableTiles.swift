internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// The tiles of restated cells while they fill. They are few, so all of them stay open; a cell of
/// all funds that a single fund makes up stands for both, as among the reported ones.
struct ComparableTiles {
  /// By block: its row of `places`.
  private var rows: [Int32: Int] = [:]
  /// By row, and there by tile and fund: the number of the open tile; −1 for none.
  private var places: [[Int32]] = []
  /// The block of the cell before, which nearly always is the next cell's too.
  private var last: (block: Int32, row: Int)?
  private var tiles: [(block: Int32, tile: SubjectTile)] = []

  /// Takes the cells of one unit, ascending by key, and writes the tiles that are full.
  ///
  /// - Parameter eliminated: What was taken out of them at this very unit, by key.
  mutating func append(
    _ cells: [KeyedCell], _ eliminated: [Int32: BudgetFigures<Int64>],
    of unit: NumberDictionary.UnitNumber, items: [PublishedItem],
    to writer: inout CopyWriter
  ) throws {
    var start = 0
    while start < cells.count {
      var end = start + 1
      while end < cells.count, cells[end].item == cells[start].item { end += 1 }
      let item = items[cells[start].item]
      let isSole =
        end == start + 2 && cells[start].prior == cells[start + 1].prior
        && cells[start].cell == cells[start + 1].cell
        && eliminated.fen(at: cells[start].key) == eliminated.fen(at: cells[start + 1].key)
      for keyed in cells[start..<end] where !isSole || keyed.fund == .all {
        let soleFund = isSole ? Int16(cells[start].fund.rawValue) : -1
        let published = PublishedCell(
          cell: keyed.cell, prior: keyed.prior, level: item.level,
          eliminated: eliminated.fen(at: keyed.key))
        try append(
          published, item, keyed.fund, unit, keyed.fund == .all ? soleFund : nil, &writer)
      }
      start = end
    }
  }

  private mutating func append(
    _ published: PublishedCell, _ item: PublishedItem, _ fund: FundType,
    _ unit: NumberDictionary.UnitNumber, _ soleFund: Int16?, _ writer: inout CopyWriter
  ) throws {
    let row = row(of: unit.block)
    let place = Int(item.tile) * KeyedCell.fundCount + Int(fund.rawValue)
    if places[row][place] < 0 {
      places[row][place] = Int32(tiles.count)
      tiles.append(
        (unit.block, SubjectTile(tile: item.tile, level: item.level, fund: fund.name)))
    }
    let index = Int(places[row][place])
    tiles[index].tile.append(
      unit: unit.id, item: item.id, published, soleFund: soleFund)
    if tiles[index].tile.count == TileBlocks.largestTile {
      try tiles[index].tile.write(block: unit.block, to: &writer)
    }
  }

  private mutating func row(of block: Int32) -> Int {
    if let last, last.block == block { return last.row }
    let row = rows[block] ?? places.count
    if row == places.count {
      places.append(
        [Int32](repeating: -1, count: TileBlocks.tileCount * KeyedCell.fundCount))
      rows[block] = row
    }
    last = (block, row)
    return row
  }

  /// Writes what is left.
  mutating func finish(_ writer: inout CopyWriter) throws {
    for index in tiles.indices {
      try tiles[index].tile.write(block: tiles[index].block, to: &writer)
    }
  }
}
