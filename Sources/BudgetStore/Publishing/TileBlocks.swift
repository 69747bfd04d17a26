internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// The tiles of a year while they fill: by block, then by tile and fund.
///
/// A block is written as soon as its last unit has passed, so a few blocks are open at a time.
struct TileBlocks {
  /// Small enough that a row stays in its page, out of TOAST, where reading a subscript would cost
  /// twenty times as much.
  static let largestTile = 60

  private struct SubjectKey: Hashable {
    let tile: Int32
    let fund: FundType
  }

  private struct SideKey: Hashable {
    let axis: Axis
    let fund: FundType
  }

  private struct Block {
    var missingUnits: Int
    var subjects: [SubjectKey: SubjectTile] = [:]
    var sides: [SideKey: SideTile] = [:]
  }

  private var blocks: [Int32: Block]

  /// - Parameter unitCounts: How many units of the year each block holds.
  init(unitCounts: [Int32: Int]) {
    blocks = unitCounts.mapValues { Block(missingUnits: $0) }
  }

  /// Takes a cell in, and writes its tile if that is full.
  mutating func append(
    _ published: PublishedCell, item: PublishedItem, unit: NumberDictionary.UnitNumber,
    fund: FundType, soleFund: Int16?, subjects: inout CopyWriter, sides: inout CopyWriter
  ) throws(PostgresError) {
    if item.axis == .functional {
      let key = SubjectKey(tile: item.tile, fund: fund)
      try Self.append(
        published, item.id, unit, soleFund,
        to: &blocks[unit.block, default: Block(missingUnits: 1)].subjects[
          key, default: SubjectTile(tile: key.tile, level: item.level)],
        key, writer: &subjects)
    } else {
      let key = SideKey(axis: item.axis, fund: fund)
      try Self.append(
        published, item.id, unit, soleFund,
        to: &blocks[unit.block, default: Block(missingUnits: 1)].sides[
          key, default: SideTile()],
        key, writer: &sides)
    }
  }

  private static func append(
    _ published: PublishedCell, _ itemID: Int32, _ unit: NumberDictionary.UnitNumber,
    _ soleFund: Int16?, to tile: inout SubjectTile, _ key: SubjectKey, writer: inout CopyWriter
  ) throws(PostgresError) {
    tile.append(unit: unit.id, item: itemID, published, soleFund: soleFund)
    if tile.count == largestTile {
      try tile.write(block: unit.block, fund: key.fund.name, to: &writer)
    }
  }

  private static func append(
    _ published: PublishedCell, _ itemID: Int32, _ unit: NumberDictionary.UnitNumber,
    _ soleFund: Int16?, to tile: inout SideTile, _ key: SideKey, writer: inout CopyWriter
  ) throws(PostgresError) {
    tile.append(unit: unit.id, item: itemID, published, soleFund: soleFund)
    if tile.count == largestTile {
      try tile.write(axis: key.axis.name, block: unit.block, fund: key.fund.name, to: &writer)
    }
  }

  /// Notes that a unit has passed, and writes its block if it was the last one there.
  mutating func finish(
    _ unit: NumberDictionary.UnitNumber, subjects: inout CopyWriter, sides: inout CopyWriter
  ) throws(PostgresError) {
    guard var block = blocks[unit.block] else { return }
    block.missingUnits -= 1
    guard block.missingUnits <= 0 else {
      blocks[unit.block] = block
      return
    }
    for key in block.subjects.keys {
      guard var tile = block.subjects[key], tile.count > 0 else { continue }
      try tile.write(block: unit.block, fund: key.fund.name, to: &subjects)
    }
    for key in block.sides.keys {
      guard var tile = block.sides[key], tile.count > 0 else { continue }
      try tile.write(axis: key.axis.name, block: unit.block, fund: key.fund.name, to: &sides)
    }
    blocks[unit.block] = nil
  }
}
