import BudgetDomain

/// What every unit without children spent on each 项 in a year, over all funds, as published.
struct YearActuals {
  /// One amount.
  struct Entry {
    let code: UInt32
    var fen: Int64
  }

  /// By unit: its entries; nil where it reported no actuals.
  private(set) var units: [Range<Int>?]
  /// The amounts of a unit side by side, by code.
  private(set) var entries: [Entry] = []

  private init(unitCount: Int) {
    units = [Range<Int>?](repeating: nil, count: unitCount)
  }

  /// Adds up a year that this run has read.
  init(of year: FiscalYear, in tree: UnitTree, _ summary: Summary) {
    self.init(unitCount: summary.validated.batch.reference.units.codes.count)
    for node in tree.nodes {
      guard node.isLeaf, let unit = node.unit,
        let source = summary.effective[unit, year].actualSource
      else { continue }
      let start = entries.count
      summary.accepted.forEachTotal(of: source) { _, total in
        guard total.axis == .functional, total.stated.contains(.actual) else { return }
        append(total.code, total.actual)
      }
      close(unit, from: start)
    }
  }

  /// Takes a year that was published earlier and is not read now.
  init(_ recorded: RecordedYear, _ directory: UnitDirectory) {
    self.init(unitCount: directory.codes.count)
    for unit in recorded.units where unit.isLeaf && unit.hasReported {
      guard unit.code != UnitTree.district, let index = directory.index(of: unit.code) else {
        continue
      }
      let start = entries.count
      for cell in unit.cells where cell.axis == .functional && cell.fund == .all {
        guard cell.cell.stated.contains(.actual), !cell.cell.isRemembered,
          let code = SubjectCode(cell.code)
        else { continue }
        append(code.rank, cell.cell.actual)
      }
      close(index, from: start)
    }
  }

  private mutating func append(_ code: UInt32, _ fen: Int64) {
    guard SubjectCode(rank: code).level == .item else { return }
    entries.append(Entry(code: code, fen: fen))
  }

  /// Sorts a unit's amounts and adds up those of one code in several funds.
  private mutating func close(_ unit: UnitIndex, from start: Int) {
    entries[start...].sort { $0.code < $1.code }
    var end = start
    for place in start..<entries.count {
      if end > start, entries[end - 1].code == entries[place].code {
        entries[end - 1].fen += entries[place].fen
      } else {
        entries[end] = entries[place]
        end += 1
      }
    }
    entries.removeSubrange(end...)
    units[unit] = start..<end
  }

  /// The same with amounts that are not what was meant put right; a code that a unit has not got
  /// stays away.
  func corrected(_ corrections: [UnitIndex: [UInt32: Int64]]) -> YearActuals {
    var corrected = self
    for (unit, deltas) in corrections {
      for place in units[unit] ?? 0..<0 {
        corrected.entries[place].fen += deltas[entries[place].code] ?? 0
      }
    }
    return corrected
  }

  /// Calls `body` with each code that a unit has in either year, in their order, and what it spent
  /// then and a year before; zero where there was nothing. Nothing is called for a unit that did
  /// not report in both.
  func forEachChange(
    of unit: UnitIndex, since prior: YearActuals,
    _ body: (_ code: UInt32, _ actual: Int64, _ prior: Int64) -> Void
  ) {
    guard let own = units[unit], let earlier = prior.units[unit] else { return }
    var (next, last) = (own.lowerBound, earlier.lowerBound)
    while next < own.upperBound || last < earlier.upperBound {
      let now = next < own.upperBound ? entries[next].code : .max
      let then = last < earlier.upperBound ? prior.entries[last].code : .max
      body(
        min(now, then), now <= then ? entries[next].fen : 0,
        then <= now ? prior.entries[last].fen : 0)
      if now <= then { next += 1 }
      if then <= now { last += 1 }
    }
  }
}
