internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Writes what a year is with the newest year's subjects and units, beside what it was reported
/// as, and takes the fingerprint of what differs.
///
/// Restated cells count into the fingerprint and the reported ones that they replace out of it, so
/// that a cell that comes out the same changes nothing that is seen.
struct ComparableWriter {
  private let summary: Summary
  private let numbers: NumberDictionary
  private let year: FiscalYear
  private let frame: ComparableFrame
  private let scope: ComparableScope
  private let items: [PublishedItem]
  private(set) var digest: CellDigest
  /// By key: whether a cell is shown under it, reported or restated.
  private var isShown: [Bool]
  /// The units of the year that book money.
  private var unitCodes: [String] = []

  /// nil where the run restates nothing to this year.
  init?(_ summary: Summary, _ numbers: NumberDictionary, year: FiscalYear) {
    guard let frame = summary.frame else { return nil }
    self.summary = summary
    self.numbers = numbers
    self.year = year
    self.frame = frame
    scope = frame.scope(of: year)
    items = zip(summary.items.items, numbers.items).map(PublishedItem.init)
    digest = CellDigest(summary.items.items)
    isShown = [Bool](repeating: false, count: summary.keyCount)
  }

  /// The fingerprint of what the year is restated by and to, and of which figures are stored
  /// restated, whether they come out as another or not.
  var basis: ContentDigest {
    var digest = frame.basis
    digest.append(
      scope.affected.reduce(into: ContentDigest()) { units, code in units.add(ContentDigest(code)) }
    )
    digest.append(
      scope.isTouched.indices.reduce(into: ContentDigest()) { codes, item in
        if scope.isTouched[item] { codes.add(ContentDigest(summary.items.items[item].code)) }
      })
    return digest
  }

  /// Passes by the cells of a unit as they are reported.
  mutating func pass(_ cells: UnitCells, of code: String) {
    unitCodes.append(code)
    let eliminated = cells.eliminatedByKey
    let isAffected = scope.affected.contains(code)
    var unit: ContentDigest?
    for keyed in cells.cells {
      let item = items[keyed.item]
      guard item.axis == .functional else { return }
      isShown[Int(keyed.key)] = true
      guard isAffected || scope.touches(keyed.item) else { continue }
      let own = unit ?? ContentDigest(code)
      unit = own
      digest.remove(
        keyed, item: keyed.item, axis: .functional, unit: own,
        eliminated: eliminated.fen(at: keyed.key))
    }
  }

  /// Writes everything into the volume that the search path of `connection` names first.
  ///
  /// - Parameter cells: What the walk over the year has restated.
  mutating func write(_ cells: ComparableCells?, on connection: borrowing Connection) throws {
    guard let cells else { return }
    let totals = try writeCells(cells, on: connection)
    try writeItems(on: connection)
    try writeUnits(totals, on: connection)
    try writeChanges(cells.changes, on: connection)
    try connection.writeRoutes(of: frame, in: year, unitCodes: unitCodes)
  }

  /// - Returns: By place of a restated unit: its actuals by fund.
  private mutating func writeCells(
    _ cells: ComparableCells, on connection: borrowing Connection
  ) throws -> [Int: [Int64?]] {
    var totals: [Int: [Int64?]] = [:]
    // What is looked up for every cell is not reached through `self`: each time would be counted.
    let (items, isAffected) = (items, scope.isAffected)
    var (digest, isShown) = (digest, isShown)
    try connection.copyIn(.copyComparableTiles) { writer in
      var tiles = ComparableTiles()
      for unit in cells.units {
        let code = frame.code(at: unit.place)
        let unitDigest = ContentDigest(code)
        let number = numbers.number(of: frame.tree.nodes[unit.place])
        let eliminated = unit.eliminatedByKey
        for keyed in unit.cells {
          digest.add(
            keyed, item: keyed.item, axis: .functional, unit: unitDigest,
            eliminated: eliminated.fen(at: keyed.key))
          isShown[Int(keyed.key)] = true
          guard isAffected[unit.place], items[keyed.item].isGrandTotal else { continue }
          let actual = keyed.cell.stated.contains(.actual) ? keyed.cell.actual : nil
          totals[unit.place, default: [Int64?](repeating: nil, count: KeyedCell.fundCount)][
            Int(keyed.fund.rawValue)] = actual
        }
        try tiles.append(unit.cells, eliminated, of: number, items: items, to: &writer)
      }
      try tiles.finish(&writer)
    }
    (self.digest, self.isShown) = (digest, isShown)
    return totals
  }

  private mutating func writeItems(on connection: borrowing Connection) throws {
    let booked = frame.booked(in: year)
    for key in booked.compactMap({ summary.items.key($0) }) { isShown[Int(key)] = true }
    let list = summary.validated.batch.reference.functional
    try connection.copyIn(.copyComparableItems) { writer in
      for key in isShown.indices where isShown[key] {
        let keyed = KeyedCell(key: Int32(key), cell: Cell(), prior: nil)
        let item = summary.items.items[keyed.item]
        guard item.axis == .functional, let code = item.subject else { continue }
        let comparability = frame.comparability(at: code, fund: keyed.fund, in: year)
        let prior = prior { frame.comparability(at: code, fund: keyed.fund, in: $0) }
        let family = frame.family(of: code, fund: keyed.fund)
        if comparability != .exact || family != code {
          digest.add([
            "item", item.code, keyed.fund.name, comparability.name, family.description,
          ])
        }
        if let prior, prior != .exact {
          digest.add(["prior item", item.code, keyed.fund.name, prior.name])
        }
        try writer.beginRow(fieldCount: 8)
        try writer.append(int32: numbers.items[keyed.item])
        try writer.append(text: keyed.fund.name)
        try writer.append(bool: scope.touches(keyed.item))
        try writer.append(bool: booked.contains(BookedCode(fund: keyed.fund, code: code)))
        try writer.append(int16: Int16(comparability.rawValue))
        try writer.append(text: family.description)
        try writer.append(
          text: item.shownName ?? list.name(of: code, fund: keyed.fund, in: frame.newest)
            ?? list.name(of: code, fund: keyed.fund, in: year))
        try writer.append(int16: prior.map { Int16($0.rawValue) })
      }
    }
  }

  /// How something compares in the year before, if that is known.
  private func prior(_ comparability: (FiscalYear) -> Comparability) -> Comparability? {
    frame.hasPrior(year) ? comparability(year.previous) : nil
  }

  private mutating func writeUnits(
    _ totals: [Int: [Int64?]], on connection: borrowing Connection
  ) throws {
    let units = summary.validated.batch.reference.units
    try connection.copyIn(.copyComparableUnits) { writer in
      for (place, node) in frame.tree.nodes.enumerated() {
        let comparability = frame.comparability(ofUnitAt: place, in: year)
        if comparability != .exact {
          digest.add(["unit", frame.code(at: place), comparability.name])
        }
        let prior = prior { frame.comparability(ofUnitAt: place, in: $0) }
        if let prior, prior != .exact {
          digest.add(["prior unit", frame.code(at: place), prior.name])
        }
        let name = node.unit.flatMap { units.row(of: $0, in: frame.newest)?.name }
        let total = totals[place] ?? [Int64?](repeating: nil, count: KeyedCell.fundCount)
        try writer.beginRow(fieldCount: 10)
        try writer.append(int32: numbers.number(of: node).id)
        try writer.append(
          int32: node.parent.map { numbers.number(of: frame.tree.nodes[$0]).id })
        try writer.append(text: node.unit == nil ? "全区" : name)
        try writer.append(bool: scope.isAffected[place])
        try writer.append(bool: frame.isOwner(place, in: year))
        try writer.append(int16: Int16(comparability.rawValue))
        if scope.isAffected[place] {
          try writer.append(int64Array: total)
        } else {
          try writer.appendNull()
        }
        try writer.append(int32: Int32(frame.newest.number))
        try writer.append(int64: frame.basis.word)
        try writer.append(int16: prior.map { Int16($0.rawValue) })
      }
    }
  }

  private mutating func writeChanges(
    _ changes: [PerimeterChange], on connection: borrowing Connection
  ) throws {
    let names = names(of: changes)
    try connection.copyIn(.copyPerimeterChanges) { writer in
      for change in changes {
        let fen = change.figures
        digest.add(
          ["change", change.unit, change.change.rawValue, change.other]
            + [fen.initial, fen.final, fen.actual].map { $0.map { String($0) } })
        try writer.beginRow(fieldCount: 7)
        try writer.append(text: change.unit)
        try writer.append(text: names[change.unit])
        try writer.append(text: change.change.rawValue)
        try writer.append(text: change.other)
        try writer.append(int64: fen.initial)
        try writer.append(int64: fen.final)
        try writer.append(int64: fen.actual)
      }
    }
  }

  /// What the units were called in the year: a year that is not read again keeps its names,
  /// whatever the bureau's list calls them by now.
  private func names(of changes: [PerimeterChange]) -> [String: String] {
    let batch = summary.validated.batch
    if let recorded = batch.recorded[year] {
      return recorded.units.reduce(into: [:]) { $0[$1.code] = $1.name }
    }
    let units = batch.reference.units
    return changes.reduce(into: [:]) { names, change in
      names[change.unit] = units.index(of: change.unit).flatMap {
        units.row(of: $0, in: year)?.name
      }
    }
  }
}
