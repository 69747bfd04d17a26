internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Turns the cells of a year, unit by unit, into tiles, and keeps what has to be known of all of
/// them: their fingerprint, the units' totals, and which codes want a name.
struct CellStream {
  /// A unit's total of one fund, which shares refer to.
  struct UnitTotal {
    let unit: Int32
    let fund: FundType
    let actualFen: Int64?
  }

  private let items: [PublishedItem]
  private let district: Int32
  private var blocks: TileBlocks
  private(set) var digest: CellDigest
  private(set) var cellCount = 0
  private(set) var unitTotals: [UnitTotal] = []
  /// The district's totals in fen; nil where nobody states the measure.
  private(set) var total = BudgetFigures<Int64?>(initial: nil, final: nil, actual: nil)
  /// By key: what was taken out of the cells of the unit that passes; most have nothing.
  private var eliminated: [Int32: BudgetFigures<Int64>] = [:]
  /// By key: whether a cell was published under it.
  private(set) var isPublished: [Bool]

  /// - Parameter units: The units that will come, which fill the blocks.
  init(
    _ summary: Summary, _ numbers: NumberDictionary,
    units: some Sequence<NumberDictionary.UnitNumber>
  ) {
    items = zip(summary.items.items, numbers.items).map(PublishedItem.init)
    district = numbers.district.id
    var unitCounts: [Int32: Int] = [:]
    for unit in units { unitCounts[unit.block, default: 0] += 1 }
    blocks = TileBlocks(unitCounts: unitCounts)
    digest = CellDigest(summary.items.items)
    isPublished = [Bool](repeating: false, count: summary.keyCount)
  }

  /// Takes the cells of one unit, ascending by key.
  mutating func take(
    _ unitCells: UnitCells, of unit: NumberDictionary.UnitNumber, code: String,
    subjects: inout CopyWriter, sides: inout CopyWriter
  ) throws {
    let cells = unitCells.cells
    eliminated = unitCells.eliminatedByKey
    let unitDigest = ContentDigest(code)
    var place = 0
    while place < cells.count {
      let item = cells[place].item
      var end = place + 1
      while end < cells.count, cells[end].item == item { end += 1 }
      try take(cells[place..<end], item, unit, unitDigest, &subjects, &sides)
      place = end
    }
    try blocks.finish(unit, subjects: &subjects, sides: &sides)
    try RunCancellation.check()
  }

  /// Writes the cells of one unit and code: one for each fund, and the one of all funds last. Where
  /// a single fund makes up all, its cell is left to the views.
  private mutating func take(
    _ cells: ArraySlice<KeyedCell>, _ place: Int, _ unit: NumberDictionary.UnitNumber,
    _ unitDigest: ContentDigest, _ subjects: inout CopyWriter, _ sides: inout CopyWriter
  ) throws {
    let item = items[place]
    let (first, last) = (cells.startIndex, cells.endIndex - 1)
    let isSole =
      last == first + 1 && cells[first].prior == cells[last].prior
      && eliminated.fen(at: cells[first].key) == eliminated.fen(at: cells[last].key)
      && (item.axis == .functional
        ? cells[first].cell == cells[last].cell
        : cells[first].cell.sideEquals(cells[last].cell))
    let soleFund: Int16 = isSole ? Int16(cells[first].fund.rawValue) : -1
    cellCount += cells.count
    for keyed in cells {
      let fund = keyed.fund
      let eliminated = eliminated.fen(at: keyed.key)
      digest.add(keyed, item: place, axis: item.axis, unit: unitDigest, eliminated: eliminated)
      isPublished[Int(keyed.key)] = true
      if item.isGrandTotal { note(keyed.cell, fund, unit) }
      if isSole, fund != .all { continue }
      try blocks.append(
        PublishedCell(
          cell: keyed.cell, prior: keyed.prior, level: item.level, eliminated: eliminated),
        item: item, unit: unit, fund: fund, soleFund: fund == .all ? soleFund : nil,
        subjects: &subjects, sides: &sides)
    }
  }

  private mutating func note(_ cell: Cell, _ fund: FundType, _ unit: NumberDictionary.UnitNumber) {
    let actual = cell.stated.contains(.actual) ? cell.actual : nil
    unitTotals.append(UnitTotal(unit: unit.id, fund: fund, actualFen: actual))
    guard unit.id == district, fund == .all else { return }
    total = BudgetFigures(
      initial: cell.stated.contains(.initial) ? cell.initial : nil,
      final: cell.stated.contains(.final) ? cell.final : nil, actual: actual)
  }
}

extension Cell {
  /// Whether two cells are the same in what the side axes publish.
  fileprivate func sideEquals(_ other: Cell) -> Bool {
    initial == other.initial && final == other.final && actual == other.actual
      && stated.intersection(.side) == other.stated.intersection(.side)
      && unitCount == other.unitCount
  }
}

extension UnitCells {
  /// By key: what was taken out of the cells of this very unit.
  var eliminatedByKey: [Int32: BudgetFigures<Int64>] {
    // Most units have nothing.
    eliminated.isEmpty ? [:] : Dictionary(uniqueKeysWithValues: eliminated.map { ($0.key, $0.fen) })
  }
}

extension StatedMeasures {
  /// The measures that the side axes publish.
  static let side: StatedMeasures = [.initial, .final, .actual]
}

extension [Int32: BudgetFigures<Int64>] {
  /// What was taken out of the cell of a key; nil for nothing.
  ///
  /// Cells are many and eliminations few: usually nothing is looked up.
  func fen(at key: Int32) -> BudgetFigures<Int64>? { isEmpty ? nil : self[key] }
}
