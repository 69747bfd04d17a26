import BudgetDomain

/// What every unit without children states of one measure on each 项 in a year, over all funds, as
/// published.
struct YearAmounts {
  /// One amount.
  struct Entry {
    let code: UInt32
    var fen: Int64
  }

  /// By unit: its entries; nil where it has handed in nothing that states the measure.
  private(set) var units: [Range<Int>?]
  /// The amounts of a unit side by side, by code.
  private(set) var entries: [Entry] = []

  private init(unitCount: Int) {
    units = [Range<Int>?](repeating: nil, count: unitCount)
  }

  /// Adds up a year that this run has read.
  ///
  /// - Parameter isAsked: Whether a unit is wanted.
  init(
    _ measure: Measure, of year: FiscalYear, in tree: UnitTree, _ summary: Summary,
    where isAsked: (UnitIndex) -> Bool = { _ in true }
  ) {
    self.init(unitCount: summary.validated.batch.reference.units.codes.count)
    let counted = summary.validated.counted
    for node in tree.nodes {
      guard node.isLeaf, let unit = node.unit, isAsked(unit),
        let source = counted.sources(of: unit, in: year)[measure]
      else { continue }
      let start = entries.count
      summary.accepted.forEachTotal(of: source) { _, total in
        guard total.axis == .functional, let fen = total.stated(measure) else { return }
        append(total.code, fen)
      }
      close(unit, from: start)
    }
  }

  /// Takes a year that was published earlier and is not read now.
  init(
    _ measure: Measure, _ recorded: RecordedYear, _ directory: UnitDirectory,
    where isAsked: (UnitIndex) -> Bool = { _ in true }
  ) {
    self.init(unitCount: directory.codes.count)
    for unit in recorded.units where unit.isLeaf {
      guard unit.code != UnitTree.district, let index = directory.index(of: unit.code),
        isAsked(index), measure == .initialBudget || unit.hasReported
      else { continue }
      let start = entries.count
      var isStated = measure != .initialBudget
      for cell in unit.cells where cell.axis == .functional && cell.fund == .all {
        guard !cell.cell.isRemembered, let fen = cell.cell.stated(measure) else { continue }
        isStated = true
        if let code = SubjectCode(cell.code) { append(code.rank, fen) }
      }
      if isStated { close(index, from: start) }
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
  func corrected(_ corrections: [UnitIndex: [UInt32: Int64]]) -> YearAmounts {
    var corrected = self
    for (unit, deltas) in corrections {
      for place in units[unit] ?? 0..<0 {
        corrected.entries[place].fen += deltas[entries[place].code] ?? 0
      }
    }
    return corrected
  }

  /// Calls `body` with each code that a unit has in either year, in their order, and its amounts
  /// then and a year before; zero where there was nothing. Nothing is called for a unit that did
  /// not report in both.
  func forEachChange(
    of unit: UnitIndex, since prior: YearAmounts,
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

extension LeafTotal {
  /// The amount of a measure, in fen; nil where it is not stated.
  fileprivate func stated(_ measure: Measure) -> Int64? {
    switch measure {
    case .initialBudget: stated.contains(.initial) ? initial : nil
    case .finalBudget: stated.contains(.final) ? final : nil
    case .actual: stated.contains(.actual) ? actual : nil
    }
  }
}

extension Cell {
  /// The amount of a measure, in fen; nil where nobody states it.
  fileprivate func stated(_ measure: Measure) -> Int64? {
    switch measure {
    case .initialBudget: stated.contains(.initial) ? initial : nil
    case .finalBudget: stated.contains(.final) ? final : nil
    case .actual: stated.contains(.actual) ? actual : nil
    }
  }
}
