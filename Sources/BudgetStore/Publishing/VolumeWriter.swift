internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// What one year of a run turned out to be.
struct WrittenVolume: Sendable {
  let id: Int64
  let year: FiscalYear
  var digest = ""
  var cellCount = 0
  /// The district's totals in fen; nil where nobody states the measure.
  var total = BudgetFigures<Int64?>(initial: nil, final: nil, actual: nil)
}

/// Writes one year of a run into its volume, while the engine walks the unit tree.
struct VolumeWriter {
  private let summary: Summary
  private let numbers: NumberDictionary
  private let year: FiscalYear
  private var volume: WrittenVolume
  private var digest: CellDigest
  private var types: UnitTypeCells
  private var totals: [(unit: Int32, fund: String, actual: Int64?)] = []
  private var isNamed: [Bool]
  private let items: [PublishedItem]

  init(_ summary: Summary, _ numbers: NumberDictionary, volumeID: Int64, year: FiscalYear) {
    self.summary = summary
    self.numbers = numbers
    self.year = year
    volume = WrittenVolume(id: volumeID, year: year)
    digest = CellDigest(summary.items.items)
    types = UnitTypeCells(summary, year: year)
    items = zip(summary.items.items, numbers.items).map(PublishedItem.init)
    isNamed = [Bool](repeating: false, count: summary.items.items.count * KeyedCell.fundCount)
  }

  /// Writes the year over two connections, since cells of subjects and of the other axes come
  /// mingled and a connection takes one copy at a time.
  mutating func write(
    _ anomalies: [Anomaly], settings: ConnectionSettings
  ) throws -> WrittenVolume {
    let connection = try Connection(settings.named("publish-\(year)"))
    let second = try Connection(settings.named("publish-\(year)-side"))
    try connection.set("search_path", "volume_\(volume.id)")
    try second.set("search_path", "volume_\(volume.id)")
    try connection.copyIn(.copySubjectTiles) { subjects in
      try second.copyIn(.copySideTiles) { sides in
        try writeCells(&subjects, &sides)
      }
    }
    try writeNames(on: connection)
    try types.write(on: connection, numbers: numbers)
    try writeCoverage(on: connection)
    try writeAnomalies(anomalies, on: connection)
    try connection.run(.indexVolume, [.int(volume.id)])
    try check(on: connection)
    volume.digest = digest.digest.description
    return volume
  }

  private mutating func writeCells(
    _ subjects: inout CopyWriter, _ sides: inout CopyWriter
  ) throws {
    guard let tree = summary.validated.trees[year] else { return }
    var unitCounts: [Int32: Int] = [:]
    for node in tree.nodes { unitCounts[number(of: node).block, default: 0] += 1 }
    var blocks = TileBlocks(unitCounts: unitCounts)
    try summary.forEachUnit(in: year) { node, unit in
      let number = number(of: node)
      let code = ContentDigest(self.code(of: node))
      var place = 0
      while place < unit.cells.count {
        let item = unit.cells[place].item
        var end = place + 1
        while end < unit.cells.count, unit.cells[end].item == item { end += 1 }
        try write(unit.cells[place..<end], item, number, code, into: &blocks, &subjects, &sides)
        place = end
      }
      try blocks.finish(number, subjects: &subjects, sides: &sides)
      if node.isLeaf { types.add(unit.cells, of: node) }
      try RunCancellation.check()
    }
  }

  /// Writes the cells of one unit and code: one for each fund, and the one of all funds last. Where
  /// a single fund makes up all, its cell is left to the views.
  private mutating func write(
    _ cells: ArraySlice<KeyedCell>, _ place: Int, _ unit: NumberDictionary.UnitNumber,
    _ unitDigest: ContentDigest, into blocks: inout TileBlocks, _ subjects: inout CopyWriter,
    _ sides: inout CopyWriter
  ) throws {
    let item = items[place]
    let isSole =
      cells.count == 2 && cells[cells.startIndex].cell == cells[cells.startIndex + 1].cell
      && cells[cells.startIndex].prior == cells[cells.startIndex + 1].prior
    let soleFund: Int16 = isSole ? Int16(cells[cells.startIndex].fund.rawValue) : -1
    volume.cellCount += cells.count
    for keyed in cells {
      let fund = keyed.fund
      digest.add(keyed, item: place, fund: fund, unit: unitDigest)
      isNamed[Int(keyed.key)] = true
      if item.isGrandTotal { note(keyed.cell, fund, unit) }
      if isSole, fund != .all { continue }
      try blocks.append(
        PublishedCell(cell: keyed.cell, prior: keyed.prior, level: item.level), item: item,
        unit: unit, fund: fund, soleFund: fund == .all ? soleFund : nil, subjects: &subjects,
        sides: &sides)
    }
  }

  /// Keeps the total of a unit and fund, which shares refer to; the district's is the year's.
  private mutating func note(_ cell: Cell, _ fund: FundType, _ unit: NumberDictionary.UnitNumber) {
    let actual = cell.stated.contains(.actual) ? cell.actual : nil
    totals.append((unit.id, fund.name, actual))
    if unit.id == numbers.district.id, fund == .all {
      volume.total.initial = cell.stated.contains(.initial) ? cell.initial : nil
      volume.total.final = cell.stated.contains(.final) ? cell.final : nil
      volume.total.actual = actual
    }
  }

  private func number(of node: UnitTree.Node) -> NumberDictionary.UnitNumber {
    node.unit.flatMap { numbers.units[$0] } ?? numbers.district
  }

  private func code(of node: UnitTree.Node) -> String {
    node.unit.map { summary.validated.batch.reference.units.codes[$0] } ?? "*"
  }

  private func writeNames(on connection: borrowing Connection) throws {
    let reference = summary.validated.batch.reference
    let tree = summary.validated.trees[year]
    try connection.copyIn(.copyUnitTotals) { writer in
      for total in totals {
        try writer.beginRow(fieldCount: 3)
        try writer.append(int32: total.unit)
        try writer.append(text: total.fund)
        try writer.append(int64: total.actual)
      }
    }
    try connection.copyIn(.copyUnitNames) { writer in
      for node in tree?.nodes ?? [] {
        let row = node.unit.flatMap { reference.units.row(of: $0, in: year) }
        let parent = node.parent.flatMap { place in tree.map { number(of: $0.nodes[place]).id } }
        try writer.beginRow(fieldCount: 5)
        try writer.append(int32: number(of: node).id)
        try writer.append(text: node.unit == nil ? "全区" : row?.name)
        try writer.append(text: row?.type)
        try writer.append(int32: parent)
        try writer.append(bool: node.isLeaf)
      }
    }
    try connection.copyIn(.copyItemNames) { writer in
      for key in isNamed.indices where isNamed[key] {
        let item = summary.item(of: Int32(key))
        let fund = KeyedCell(key: Int32(key), cell: Cell(), prior: nil).fund
        let list = item.axis == .economic ? reference.economic : reference.functional
        guard
          let name = item.shownName
            ?? item.subject.flatMap({
              list.name(of: $0, fund: fund, in: year)
            })
        else { continue }
        try writer.beginRow(fieldCount: 3)
        try writer.append(int32: numbers.items[key / KeyedCell.fundCount])
        try writer.append(text: fund.name)
        try writer.append(text: name)
      }
    }
  }

  private mutating func writeCoverage(on connection: borrowing Connection) throws {
    let codes = summary.validated.batch.reference.units.codes
    try connection.copyIn(.copyCoverage) { writer in
      for entry in summary.validated.coverage where entry.year == year {
        digest.add([codes[entry.unit], entry.kind.name, entry.state.rawValue, entry.reason])
        try writer.beginRow(fieldCount: 5)
        try writer.append(text: codes[entry.unit])
        try writer.append(text: entry.kind.name)
        try writer.append(text: entry.state.rawValue)
        try writer.append(int64: entry.submissionID)
        try writer.append(text: entry.reason)
      }
    }
  }

  private mutating func writeAnomalies(
    _ anomalies: [Anomaly], on connection: borrowing Connection
  ) throws {
    try connection.copyIn(.copyAnomalies) { writer in
      for anomaly in anomalies where anomaly.place.year == year {
        let row = AnomalyRow(anomaly)
        digest.add(row.values)
        var csv = row.csv
        try csv.withUTF8 { try writer.append(raw: UnsafeRawBufferPointer($0)) }
      }
    }
  }

  /// - Throws: `StoreError` when an invariant does not hold: nobody will see the volume.
  private func check(on connection: borrowing Connection) throws {
    let accepted = summary.acceptedTotal(in: year)
    for (name, fen) in [
      ("initial", accepted.initial), ("final", accepted.final), ("actual", accepted.actual),
    ] { try connection.set("huizong.accepted_\(name)", fen.map(String.init) ?? "") }
    for check in Statement.checks {
      let rows = try connection.run(check)
      guard rows.isEmpty else {
        throw StoreError(
          .brokenInvariant,
          "\(check.name) does not hold in \(rows.count) places of \(year); nothing was published",
          hint: "this is a bug: keep the database and report it")
      }
    }
  }
}

extension Item {
  /// The name of the marks, which no list holds.
  fileprivate var shownName: String? {
    switch code {
    case "*": "合计"
    case "?": "无法识别的科目"
    default: nil
    }
  }
}
