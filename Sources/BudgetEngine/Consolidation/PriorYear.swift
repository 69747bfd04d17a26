import BudgetDomain

/// The actuals of one year as published, kept to stand beside the next year's.
struct PriorYear: Sendable {
  /// By unit, the district under nil: its keys, ascending, with their actuals.
  private var units: [UnitIndex?: Range<Int32>] = [:]
  private var keys: [Int32] = []
  private var actuals: [Int64] = []
  /// The keys of stated figures begin here: a figure that nobody states is unknown, not zero.
  private let figureStart: Int32

  init(_ items: ItemIndex) {
    figureStart = items.figureStart
  }

  /// Remembers the cells of one unit; one that reported no actuals has no prior figures.
  mutating func remember(_ unit: UnitIndex?, _ cells: some Sequence<(key: Int32, cell: Cell)>) {
    let start = Int32(keys.count)
    for (key, cell) in cells where cell.stated.contains(.actual) {
      keys.append(key)
      actuals.append(cell.actual)
    }
    units[unit] = start..<Int32(keys.count)
  }

  /// Puts last year's actuals beside a unit's cells.
  ///
  /// Null where the unit reported nothing a year before; 0 where it had no money there; and a key
  /// that had money and has none now comes back with actual 0, if the unit reported now. Figures
  /// are no money: one that was not stated is null, then as now.
  func merged(into unit: UnitIndex?, _ cells: consuming UnitCells) -> UnitCells {
    guard let range = units[unit] else { return cells }
    var vanished: [KeyedCell] = []
    var next = Int(range.lowerBound)
    func passBy(below key: Int32) {
      while next < Int(range.upperBound), keys[next] < key {
        if cells.hasReported, actuals[next] != 0 {
          let cell = keys[next] < figureStart ? Cell.vanished : Cell()
          vanished.append(KeyedCell(key: keys[next], cell: cell, prior: actuals[next]))
        }
        next += 1
      }
    }
    for place in cells.cells.indices {
      let key = cells.cells[place].key
      passBy(below: key)
      let isKnown = next < Int(range.upperBound) && keys[next] == key
      cells.cells[place].prior = isKnown ? actuals[next] : key < figureStart ? 0 : nil
      if isKnown { next += 1 }
    }
    passBy(below: .max)
    // Usually nothing has vanished, and the cells stay where they are.
    if !vanished.isEmpty {
      cells.cells.append(contentsOf: vanished)
      cells.cells.sort { $0.key < $1.key }
    }
    return cells
  }
}

extension Cell {
  /// Money that was there a year before and is gone: an actual of zero, stated by nobody's line.
  static let vanished: Cell = {
    var cell = Cell()
    cell.stated = .actual
    return cell
  }()

  /// Whether the cell only remembers what was there a year before: nobody has an amount in it.
  var isRemembered: Bool { unitCount == 0 }
}
