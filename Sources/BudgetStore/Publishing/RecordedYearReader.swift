internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Reads published years back, for runs of single years that stand beside them.
struct RecordedYearReader {
  let settings: ConnectionSettings

  /// The volume of each published year; that of a closed year is the one that was closed, whatever
  /// readers see.
  func volumes(besides closed: [ClosedVolume]) throws -> [FiscalYear: Int64] {
    let connection = try Connection(settings.named("recorded"))
    for closing in closed { try closing.attach(on: connection) }
    let standing = closed.standing(beside: try WrittenVolume.current(on: connection))
    return Dictionary(uniqueKeysWithValues: standing.map { ($0.year, $0.id) })
  }

  /// Years as their volumes have them.
  ///
  /// - Parameter withoutCells: The years of whose cells only the totals of units are read.
  func read(
    _ volumes: [FiscalYear: Int64], withoutCells: Set<FiscalYear> = []
  ) throws -> [FiscalYear: RecordedYear] {
    guard !volumes.isEmpty else { return [:] }
    let connection = try Connection(settings.named("recorded"))
    var recorded: [FiscalYear: RecordedYear] = [:]
    for (year, volume) in volumes {
      try connection.set("huizong.year", String(year.number))
      try connection.set("huizong.volume", String(volume))
      recorded[year] = try readYear(year, isWhole: !withoutCells.contains(year), on: connection)
    }
    return recorded
  }

  /// The codes that hold money in each year of these volumes.
  func bookedCodes(_ volumes: [FiscalYear: Int64]) throws -> [FiscalYear: Set<BookedCode>] {
    guard !volumes.isEmpty else { return [:] }
    let connection = try Connection(settings.named("recorded"))
    var booked = volumes.mapValues { _ in Set<BookedCode>() }
    let placed = volumes.sorted { $0.key < $1.key }
    let rows = try connection.run(
      .listBookedCodes,
      [.intArray(placed.map { Int64($0.key.number) }), .intArray(placed.map(\.value))])
    for row in rows {
      guard let fund = FundType(name: try row.text("fund_type")),
        let code = SubjectCode(try row.text("code"))
      else { continue }
      booked[FiscalYear(Int(try row.int("fiscal_year"))), default: []]
        .insert(BookedCode(fund: fund, code: code))
    }
    return booked
  }

  private func readYear(
    _ year: FiscalYear, isWhole: Bool, on connection: borrowing Connection
  ) throws -> RecordedYear {
    try connection.set("huizong.only_totals", isWhole ? "off" : "on")
    var cells: [Int32: [RecordedYear.RecordedCell]] = [:]
    try connection.copyOut(.copyRecordedSubjects) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        let unit = try row.int32() ?? 0
        cells[unit, default: []] += try Self.subjectCells(&row)
      }
    }
    if isWhole {
      try connection.copyOut(.copyRecordedSides) { reader in
        var row = BinaryRow()
        while try reader.nextRow(&row) {
          let unit = try row.int32() ?? 0
          cells[unit, default: []] += try Self.sideCells(&row)
        }
      }
    }
    var units: [RecordedYear.Unit] = []
    try connection.copyOut(.copyRecordedUnits) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        let id = try row.int32() ?? 0
        units.append(
          RecordedYear.Unit(
            code: try row.text() ?? "", name: try row.text(),
            hasReported: try row.bool() ?? false, isLeaf: try row.bool() ?? false,
            parent: try row.text(), cells: cells[id] ?? []))
      }
    }
    return RecordedYear(
      units: units, corrections: try readCorrections(on: connection),
      transfers: try readTransfers(in: year, on: connection),
      eliminations: try readEliminations(on: connection),
      shownCodes: isWhole ? nil : try shownCodes(on: connection))
  }

  private func shownCodes(on connection: borrowing Connection) throws -> Set<String> {
    Set(try connection.run(.listShownCodes).map { try $0.text("code") })
  }

  private func readEliminations(on connection: borrowing Connection) throws -> [EliminationPart] {
    var parts: [EliminationPart] = []
    try connection.copyOut(.copyRecordedEliminationParts) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        if let part = try EliminationPart(&row) { parts.append(part) }
      }
    }
    return parts
  }

  private func readTransfers(
    in year: FiscalYear, on connection: borrowing Connection
  ) throws -> [TransferRow] {
    var transfers: [TransferRow] = []
    try connection.copyOut(.copyRecordedEliminations) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        if let transfer = try TransferRow(&row, year: year) { transfers.append(transfer) }
      }
    }
    return transfers
  }

  private func readCorrections(on connection: borrowing Connection) throws
    -> [RecordedYear.Correction]
  {
    var corrections: [RecordedYear.Correction] = []
    try connection.copyOut(.copyRecordedCorrections) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        corrections.append(
          RecordedYear.Correction(
            unit: try row.text() ?? "", code: try row.text() ?? "", fen: try row.int64() ?? 0))
      }
    }
    return corrections
  }

  private static func subjectCells(_ row: inout BinaryRow) throws -> [RecordedYear.RecordedCell] {
    let code = try row.text() ?? ""
    let level = try row.int16() ?? 0
    let fund = FundType(name: try row.text() ?? "") ?? .all
    let soleFund = try row.int16()
    var columns = InlineArray<10, Int64?>(repeating: nil)
    for column in columns.indices { columns[column] = try row.int64() }
    let lineCount = try row.int32() ?? 0
    let unitCount = try row.int32() ?? 0
    var cell = PublishedCell.cell(
      columns, level: level, lineCount: lineCount, unitCount: unitCount,
      flags: try row.int16() ?? 0)
    let (initial, final, actual) = (try row.int64(), try row.int64(), try row.int64())
    let isWhole = initial == nil && final == nil && actual == nil
    cell.eliminatedActual = try row.int64().map { $0 - cell.actual } ?? 0
    return copies(
      .functional, code, fund, soleFund, cell, prior: try row.int64(),
      eliminated: isWhole
        ? nil : BudgetFigures(initial: initial ?? 0, final: final ?? 0, actual: actual ?? 0))
  }

  private static func sideCells(_ row: inout BinaryRow) throws -> [RecordedYear.RecordedCell] {
    let axis = Axis(name: try row.text() ?? "") ?? .project
    let code = try row.text() ?? ""
    let fund = FundType(name: try row.text() ?? "") ?? .all
    let soleFund = try row.int16()
    var cell = Cell()
    if let initial = try row.int64() { (cell.initial, _) = (initial, cell.stated.insert(.initial)) }
    if let final = try row.int64() { (cell.final, _) = (final, cell.stated.insert(.final)) }
    if let actual = try row.int64() { (cell.actual, _) = (actual, cell.stated.insert(.actual)) }
    cell.unitCount = try row.int32() ?? 0
    return copies(axis, code, fund, soleFund, cell)
  }

  /// The cell, and the one of the only fund that makes it up.
  private static func copies(
    _ axis: Axis, _ code: String, _ fund: FundType, _ soleFund: Int16?, _ cell: Cell,
    prior: Int64? = nil, eliminated: BudgetFigures<Int64>? = nil
  ) -> [RecordedYear.RecordedCell] {
    let own = RecordedYear.RecordedCell(
      axis: axis, code: code, fund: fund, cell: cell, eliminated: eliminated, prior: prior)
    guard let sole = soleFund, sole >= 0, let one = FundType(rawValue: UInt8(sole)) else {
      return [own]
    }
    return [
      own,
      RecordedYear.RecordedCell(
        axis: axis, code: code, fund: one, cell: cell, eliminated: eliminated, prior: prior),
    ]
  }
}

extension PublishedCell {
  /// The cell that was stored as these columns: the inverse of `columns` and `flags`.
  static func cell(
    _ columns: InlineArray<10, Int64?>, level: Int16, lineCount: Int32, unitCount: Int32,
    flags: Int16
  ) -> Cell {
    var cell = Cell()
    func take(_ value: Int64?, _ bit: StatedMeasures) -> Int64 {
      if value != nil { cell.stated.insert(bit) }
      return value ?? 0
    }
    cell.initial = take(columns[0], .initial)
    cell.final = take(columns[1], .final)
    cell.actual = take(columns[2], .actual)
    cell.basic = take(columns[3], .basic)
    let rest: Int64? = flags & Flag.projectIsRest != 0 ? cell.actual - cell.basic : columns[4]
    cell.project = take(rest, .project)
    let directIsStored = flags & Flag.directIsStored != 0
    let isWhole = level == 7 && !directIsStored
    cell.directInitial = take(isWhole ? columns[0] : columns[5], .directInitial)
    cell.directFinal = take(isWhole ? columns[1] : columns[6], .directFinal)
    cell.directActual = take(isWhole ? columns[2] : columns[7], .directActual)
    cell.executionActual = columns[8] ?? cell.actual
    cell.executionBudget = columns[9] ?? columns[1] ?? columns[0] ?? 0
    cell.withoutInitial = flags & Flag.initialIncomplete != 0 ? 1 : 0
    cell.withoutFinal = flags & Flag.finalIncomplete != 0 ? 1 : 0
    cell.lineCount = lineCount
    cell.unitCount = unitCount
    return cell
  }
}
