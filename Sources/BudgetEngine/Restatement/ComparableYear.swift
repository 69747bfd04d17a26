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
  private var places = PlaceTable()
  private var cells: [(place: UInt64, cell: Cell)] = []
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
    account = ComparableAccount(summary)
    hasReported = [Bool](repeating: false, count: frame.units.codes.count)
  }

  /// Takes the cells of a unit without children, as reported.
  mutating func take(_ unit: UnitCells, _ code: String) {
    guard let parts = shift.units.parts[unit.place] else { return }
    let stays = parts.count == 1 && parts[0].unit == code
    if scope.isEmpty, stays { return note(unit, code, parts) }
    let end = unit.cells.firstIndex { $0.key >= functionalEnd } ?? unit.cells.count
    let reported = Array(unit.cells[..<end])
    let moves = reported.contains { shift.subjects.moves[Int($0.key)] }
    let restated =
      parts.count > 1 || moves
      ? account.restate(reported, through: shift.subjects, among: parts.map(\.share)) : [reported]
    for (part, cells) in zip(parts, restated) {
      note(part, cells, of: unit, code)
      guard let place = part.place else { continue }
      add(cells, at: place, unit.hasReported)
    }
    eliminate(unit)
    note(unit, code, parts)
  }

  private mutating func add(_ cells: [KeyedCell], at place: Int, _ isReported: Bool) {
    let chain = frame.units.chain(from: place)
    let isAffected = chain.contains { scope.isAffected[$0] }
    if isReported {
      for node in chain { hasReported[node] = true }
    }
    for index in cells.indices {
      let isTouched = scope.touches(cells[index].item)
      guard isTouched || isAffected else { continue }
      for node in chain where isTouched || scope.isAffected[node] {
        add(cells[index].cell, UInt64(node) << 32 | UInt64(cells[index].key))
      }
    }
  }

  /// Adds to one cell: a place in the newest tree × 2^32 + a key.
  mutating func add(_ cell: Cell, _ place: UInt64) {
    let number = places.number(of: place)
    if number < cells.count {
      cells[number].cell.add(cell)
    } else {
      cells.append((place, cell))
    }
  }

  /// Notes a part of a unit's money that stands elsewhere now, or under other groups.
  private mutating func note(
    _ part: UnitShift.Part, _ cells: [KeyedCell], of unit: UnitCells, _ code: String
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
    note(code, .entered, nil, unit.cells)
  }

  private mutating func note(
    _ code: String, _ change: PerimeterChange.Change, _ other: String?, _ cells: [KeyedCell]
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
    func isIn(_ place: UInt64) -> Bool {
      scope.isAffected[Int(place >> 32)] || scope.touches(Self.item(place))
    }
    let rows = rows(beside: prior, where: isIn).sorted { $0.place < $1.place }
    let eliminated = eliminatedCells { isIn($0) }
    var units: [UnitCells] = []
    var next = rows.startIndex
    while next < rows.endIndex {
      let node = rows[next].place >> 32
      let end = rows[next...].firstIndex { $0.place >> 32 != node } ?? rows.endIndex
      units.append(
        UnitCells(
          place: Int(node), hasReported: hasReported[Int(node)],
          cells: rows[next..<end].map { row in
            KeyedCell(
              key: Int32(truncatingIfNeeded: row.place),
              cell: row.number.map { cells[$0].cell } ?? .vanished, prior: row.prior)
          }, eliminated: eliminated[Int(node)] ?? []))
      next = end
    }
    return ComparableCells(
      year: year, units: units,
      changes: changes.sorted {
        ($0.unit, $0.change.rawValue, $0.other ?? "") < (
          $1.unit, $1.change.rawValue, $1.other ?? ""
        )
      })
  }

  /// A cell to be shown: the number of its figures, which are too many to be sorted themselves, nil
  /// for what only the year before had, and the restated actual of that year.
  private typealias Row = (place: UInt64, number: Int?, prior: Int64?)

  private func rows(beside prior: ComparableYear?, where isIn: (UInt64) -> Bool) -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(cells.count)
    for number in cells.indices where isIn(cells[number].place) {
      let place = cells[number].place
      rows.append((place, number, prior.flatMap { $0.actual(at: place) }))
    }
    guard let prior else { return rows }
    for number in prior.cells.indices {
      let place = prior.cells[number].place
      let actual = prior.cells[number].cell.actual
      guard actual != 0, prior.cells[number].cell.stated.contains(.actual), places[place] == nil,
        isIn(place), hasReported[Int(place >> 32)], prior.hasReported[Int(place >> 32)]
      else { continue }
      rows.append((place, nil, actual))
    }
    return rows
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

  /// The restated actual; zero where there is no money, nil where the node did not report.
  private func actual(at place: UInt64) -> Int64? {
    guard hasReported[Int(place >> 32)] else { return nil }
    guard let number = places[place], cells[number].cell.stated.contains(.actual) else {
      return 0
    }
    return cells[number].cell.actual
  }
}
