import BudgetDomain

/// The actuals of one year as published, kept to stand beside the next year's.
struct PriorYear: Sendable {
  /// By unit, the district under nil: its keys, ascending, with their actuals.
  private var units: [UnitIndex?: Range<Int32>] = [:]
  private var keys: [Int32] = []
  private var actuals: [Int64] = []

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
  /// that had money and has none now comes back with actual 0, if the unit reported now.
  func merged(into unit: UnitIndex?, _ cells: UnitCells) -> UnitCells {
    guard let range = units[unit] else { return cells }
    var merged: [KeyedCell] = []
    merged.reserveCapacity(cells.cells.count + range.count / 4)
    var next = Int(range.lowerBound)
    func bringBack(below key: Int32) {
      while next < Int(range.upperBound), keys[next] < key {
        if cells.hasReported, actuals[next] != 0 {
          merged.append(KeyedCell(key: keys[next], cell: .vanished, prior: actuals[next]))
        }
        next += 1
      }
    }
    for var cell in cells.cells {
      bringBack(below: cell.key)
      let isKnown = next < Int(range.upperBound) && keys[next] == cell.key
      cell.prior = isKnown ? actuals[next] : 0
      if isKnown { next += 1 }
      merged.append(cell)
    }
    bringBack(below: .max)
    return UnitCells(place: cells.place, hasReported: cells.hasReported, cells: merged)
  }
}

extension Cell {
  /// Money that was there a year before and is gone: an actual of zero, stated by nobody's line.
  static let vanished: Cell = {
    var cell = Cell()
    cell.stated = .actual
    return cell
  }()
}
