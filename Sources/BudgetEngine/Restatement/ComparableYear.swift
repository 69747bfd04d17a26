public import BudgetDomain

/// The figures of one year as they would be with the newest year's subjects and units, as far as
/// they differ from the reported ones.
///
/// Collected while the year is walked: every unit without children adds its restated cells to the
/// nodes above it in the newest tree. Nothing is kept of cells that are as reported.
public struct ComparableYear: Sendable {
  let frame: ComparableFrame
  let year: FiscalYear
  let scope: ComparableScope
  let shift: (subjects: SubjectShift, units: UnitShift)
  /// The functional axis comes first, as one range of keys.
  private let functionalEnd: Int32
  private let whole: Int32
  /// By key: the key of the code above; −1 for none.
  let parents: [Int32]
  private var account: ComparableAccount
  let items: ItemIndex
  /// By cell: what is taken out of it at its very node.
  var eliminated: [UInt64: Cell] = [:]
  var cells: RestatedCells
  /// By place in the newest tree: whether anybody under it handed in actuals.
  private var hasReported: [Bool]
  private var changes: [PerimeterChange] = []

  /// Begins a year; nil where this run knows neither its tree nor its codes.
  init?(_ summary: Summary, of year: FiscalYear) {
    guard let shift = summary.frame?.shift(of: year), let frame = summary.frame else { return nil }
    self.frame = frame
    self.year = year
    self.shift = shift
    scope = frame.collected(in: year)
    functionalEnd = summary.items.functionalEnd
    whole = summary.items.wholeKey
    parents = summary.parents
    items = summary.items
    account = ComparableAccount(summary, scope)
    cells = RestatedCells(frame.tree.nodes, scope, keyCount: summary.keyCount)
    hasReported = [Bool](repeating: false, count: frame.units.codes.count)
  }

  /// Takes the cells of a unit without children, as reported.
  mutating func take(_ unit: UnitCells, _ code: String) {
    guard let parts = shift.units.parts[unit.place] else { return }
    let stays = parts.count == 1 && parts[0].unit == code
    if scope.isEmpty, stays { return note(unit, code, parts) }
    let end = unit.cells.firstIndex { $0.key >= functionalEnd } ?? unit.cells.count
    let reported = unit.cells[..<end]
    let moves = reported.contains { shift.subjects.moves[Int($0.key)] }
    let isWhole = !stays || shift.units.moves[unit.place] != nil
    let restated =
      parts.count > 1 || moves
      ? account.restate(
        reported, through: shift.subjects, among: parts.map(\.share),
        onlyTouched: !isWhole && !isAffected(parts[0].place)
      ).map { $0[...] } : [reported]
    for (part, cells) in zip(parts, restated) {
      note(part, cells, of: unit, code)
      guard let place = part.place else { continue }
      add(cells, at: place, unit.hasReported)
    }
    eliminate(unit)
    note(unit, code, parts)
  }

  /// Takes the end of the year in: no unit comes any more.
  mutating func finish() { cells.finish() }

  /// Whether all cells of a unit, or of one above it, are restated.
  private func isAffected(_ place: Int?) -> Bool { place.map { cells.isUnderAffected[$0] } ?? true }

  private mutating func add(_ unit: ArraySlice<KeyedCell>, at place: Int, _ isReported: Bool) {
    cells.add(unit, to: place)
    var next: Int? = isReported ? place : nil
    while let node = next, !hasReported[node] {
      hasReported[node] = true
      next = frame.tree.nodes[node].parent
    }
  }

  /// Notes a part of a unit's money that stands elsewhere now, or under other groups.
  private mutating func note(
    _ part: UnitShift.Part, _ cells: ArraySlice<KeyedCell>, of unit: UnitCells, _ code: String
  ) {
    guard part.place == nil || part.unit != code else {
      let move = shift.units.moves[unit.place]
      for group in move?.left ?? [] { note(code, .leftGroup, group, cells) }
      for group in move?.entered ?? [] { note(code, .enteredGroup, group, cells) }
      return
    }
    let isOut = part.place == nil
    note(
      code, isOut ? .left : part.kind.map { PerimeterChange.Change($0) } ?? .transfer,
      isOut ? nil : part.unit, cells)
  }

  /// Notes a unit that nobody's money of the year before stands with.
  private mutating func note(_ unit: UnitCells, _ code: String, _ parts: [UnitShift.Part]) {
    guard let before = frame.shift(of: year.previous)?.units,
      parts.allSatisfy({ $0.place != nil && !before.heirs.contains($0.unit) })
    else { return }
    note(code, .entered, nil, unit.cells[...])
  }

  private mutating func note(
    _ code: String, _ change: PerimeterChange.Change, _ other: String?,
    _ cells: ArraySlice<KeyedCell>
  ) {
    let cell = cells.first { $0.key == whole }?.cell ?? Cell()
    func figure(_ fen: Int64, _ measure: StatedMeasures) -> Int64? {
      cell.stated.contains(measure) ? fen : nil
    }
    changes.append(
      PerimeterChange(
        year: year, unit: code, change: change, other: other,
        figures: BudgetFigures(
          initial: figure(cell.initial, .initial), final: figure(cell.final, .final),
          actual: figure(cell.actual, .actual))))
  }
}

/// The restated cells of one year and where units came and went.
public struct ComparableCells: Sendable {
  /// The year.
  public let year: FiscalYear
  /// The cells of each unit of the newest tree that has any, ascending by place and key, with the
  /// restated actuals of the year before beside them.
  public let units: [UnitCells]
  /// The units whose money stands elsewhere, or nowhere, by code.
  public let changes: [PerimeterChange]
}

extension ComparableYear {
  /// Sets the restated actuals of the year before beside the cells of the year.
  ///
  /// - Parameter prior: The year before; nil where it is not known.
  func cells(beside prior: ComparableYear?) -> ComparableCells {
    let scope = frame.scope(of: year)
    let eliminated = eliminatedCells {
      scope.isAffected[Int($0 >> 32)] || scope.touches(Self.item($0))
    }
    let units = hasReported.indices.compactMap { node -> UnitCells? in
      let shown = cells(of: node, beside: prior) {
        scope.isAffected[node] || scope.touches($0.item)
      }
      guard !shown.isEmpty else { return nil }
      return UnitCells(
        place: node, hasReported: hasReported[node], cells: shown,
        eliminated: eliminated[node] ?? [])
    }
    return ComparableCells(
      year: year, units: units,
      changes: changes.sorted {
        ($0.unit, $0.change.rawValue, $0.other ?? "") < (
          $1.unit, $1.change.rawValue, $1.other ?? ""
        )
      })
  }

  /// The cells of a node that are shown, and those that had money a year before and have none now.
  ///
  /// What stands beside them is zero where there was no money, and nil where the node did not
  /// report.
  private func cells(
    of node: Int, beside prior: ComparableYear?, where isShown: (KeyedCell) -> Bool
  ) -> [KeyedCell] {
    let own = cells[node]
    let before = prior?.hasReported[node] == true ? prior?.cells[node] ?? [] : nil
    guard let before else { return own.filter(isShown) }
    var shown: [KeyedCell] = []
    shown.reserveCapacity(own.count)
    var next = before.startIndex
    func passBy(below key: Int32) {
      while next < before.endIndex, before[next].key < key {
        let gone = before[next]
        next += 1
        guard hasReported[node], gone.cell.actual != 0, gone.cell.stated.contains(.actual),
          isShown(gone)
        else { continue }
        shown.append(KeyedCell(key: gone.key, cell: .vanished, prior: gone.cell.actual))
      }
    }
    for keyed in own {
      passBy(below: keyed.key)
      let isKnown = next < before.endIndex && before[next].key == keyed.key
      if isShown(keyed) {
        shown.append(keyed)
        shown[shown.count - 1].prior =
          isKnown && before[next].cell.stated.contains(.actual) ? before[next].cell.actual : 0
      }
      if isKnown { next += 1 }
    }
    passBy(below: .max)
    return shown
  }

  /// By node: what is taken out of its cells there, ascending by key.
  private func eliminatedCells(where isIn: (UInt64) -> Bool) -> [Int: [EliminatedCell]] {
    var nodes: [Int: [EliminatedCell]] = [:]
    for (place, cell) in eliminated.sorted(by: { $0.key < $1.key }) where isIn(place) {
      let fen = BudgetFigures(initial: cell.initial, final: cell.final, actual: cell.actual)
      guard fen != BudgetFigures(initial: 0, final: 0, actual: 0) else { continue }
      nodes[Int(place >> 32), default: []].append(
        EliminatedCell(key: Int32(truncatingIfNeeded: place), fen: fen))
    }
    return nodes
  }

  private static func item(_ place: UInt64) -> Int {
    Int(truncatingIfNeeded: place & 0xFFFF_FFFF) / KeyedCell.fundCount
  }
}
