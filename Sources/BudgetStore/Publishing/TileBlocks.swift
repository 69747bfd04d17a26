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

  /// A tile that fills, in a place of its own: a cell is added without a copy, and by one access.
  private final class Open<Tile> {
    var tile: Tile

    init(_ tile: Tile) {
      self.tile = tile
    }
  }

  /// The open tiles of one block, found by place: no cell is hashed.
  private final class Block {
    var missingUnits: Int
    /// By tile number and fund.
    var subjects = [Open<SubjectTile>?](repeating: nil, count: tileCount * KeyedCell.fundCount)
    /// By axis and fund.
    var sides = [Open<SideTile>?](
      repeating: nil, count: Axis.allCases.count * KeyedCell.fundCount)

    init(missingUnits: Int) {
      self.missingUnits = missingUnits
    }

    func subjectTile(_ item: PublishedItem, _ fund: FundType) -> Open<SubjectTile> {
      let place = Int(item.tile) * KeyedCell.fundCount + Int(fund.rawValue)
      if let open = subjects[place] { return open }
      let open = Open(SubjectTile(tile: item.tile, level: item.level, fund: fund.name))
      subjects[place] = open
      return open
    }

    func sideTile(_ axis: Axis, _ fund: FundType) -> Open<SideTile> {
      let place = Int(axis.rawValue) * KeyedCell.fundCount + Int(fund.rawValue)
      if let open = sides[place] { return open }
      let open = Open(SideTile(axis: axis.name, fund: fund.name))
      sides[place] = open
      return open
    }
  }

  /// Tiles are numbered by three digits at most, see `Item.tile`.
  static let tileCount = 1_000

  private let unitCounts: [Int32: Int]
  private var blocks: [Int32: Block] = [:]
  /// The block of the cell before, which nearly always is the next cell's too.
  private var last: (number: Int32, block: Block)?

  /// - Parameter unitCounts: How many units of the year each block holds.
  init(unitCounts: [Int32: Int]) {
    self.unitCounts = unitCounts
  }

  /// Takes a cell in, and writes its tile if that is full.
  mutating func append(
    _ published: PublishedCell, item: PublishedItem, unit: NumberDictionary.UnitNumber,
    fund: FundType, soleFund: Int16?, subjects: inout CopyWriter, sides: inout CopyWriter
  ) throws(PostgresError) {
    let block = block(unit.block)
    if item.axis == .functional {
      let open = block.subjectTile(item, fund)
      open.tile.append(unit: unit.id, item: item.id, published, soleFund: soleFund)
      if open.tile.count == Self.largestTile {
        try open.tile.write(block: unit.block, to: &subjects)
      }
    } else {
      let open = block.sideTile(item.axis, fund)
      open.tile.append(unit: unit.id, item: item.id, published, soleFund: soleFund)
      if open.tile.count == Self.largestTile {
        try open.tile.write(block: unit.block, to: &sides)
      }
    }
  }

  private mutating func block(_ number: Int32) -> Block {
    if let last, last.number == number { return last.block }
    let block = blocks[number] ?? Block(missingUnits: unitCounts[number] ?? 1)
    blocks[number] = block
    last = (number, block)
    return block
  }

  /// Notes that a unit has passed, and writes its block if it was the last one there.
  mutating func finish(
    _ unit: NumberDictionary.UnitNumber, subjects: inout CopyWriter, sides: inout CopyWriter
  ) throws(PostgresError) {
    let block = block(unit.block)
    block.missingUnits -= 1
    guard block.missingUnits <= 0 else { return }
    for open in block.subjects { try open?.tile.write(block: unit.block, to: &subjects) }
    for open in block.sides { try open?.tile.write(block: unit.block, to: &sides) }
    blocks[unit.block] = nil
    last = nil
  }
}
