internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Writes one year of a run into its volume, while the engine walks the unit tree.
struct VolumeWriter {
  private let summary: Summary
  private let numbers: NumberDictionary
  private let year: FiscalYear
  private let tree: UnitTree
  private let progress: WritingProgress
  private var volume: WrittenVolume
  private var stream: CellStream
  private var types: UnitTypeCells
  private var indicators: UnitIndicators
  private var comparable: ComparableWriter?
  private var lists: CellDigest
  /// By place in the tree: whether the unit reported actuals.
  private var isReported: [Bool]

  init(
    _ summary: Summary, _ numbers: NumberDictionary, volumeID: Int64, tree: UnitTree,
    _ progress: WritingProgress
  ) {
    self.progress = progress
    self.summary = summary
    self.numbers = numbers
    self.tree = tree
    year = tree.year
    volume = WrittenVolume(id: volumeID, year: year)
    stream = CellStream(summary, numbers, units: tree.nodes.map { numbers.number(of: $0) })
    types = UnitTypeCells(summary, year: year)
    indicators = UnitIndicators(summary, tree: tree)
    comparable = ComparableWriter(summary, numbers, year: tree.year)
    lists = CellDigest([])
    isReported = [Bool](repeating: false, count: tree.nodes.count)
  }

  /// Writes the year over two connections, since cells of subjects and of the other axes come
  /// mingled and a connection takes one copy at a time.
  mutating func write(
    _ anomalies: [Anomaly], walk: inout SummaryWalk, settings: ConnectionSettings
  ) throws -> WrittenVolume {
    let connection = try Connection(settings.named("publish-\(year)"))
    let second = try Connection(settings.named("publish-\(year)-side"))
    try connection.set("search_path", "volume_\(volume.id)")
    try second.set("search_path", "volume_\(volume.id)")
    try connection.copyIn(.copySubjectTiles) { subjects in
      try second.copyIn(.copySideTiles) { sides in
        try Failpoint.cells.around { try writeCells(&walk, &subjects, &sides) }
      }
    }
    try Failpoint.lists.pass(.before)
    try writeNames(on: connection)
    try types.write(on: connection, numbers: numbers)
    try writeCoverage(on: connection)
    let compared = ComparedLists(indicators, anomalies, in: year, of: summary)
    try connection.write(compared.otherAnomalies, into: &lists)
    var cells = stream.digest
    try compared.write(on: connection, into: &cells)
    try connection.write(summary.eliminationParts(in: year))
    try comparable?.write(walk.comparable, on: connection)
    try Failpoint.lists.pass(.after)
    volume.cellCount = stream.cellCount
    (volume.submissionCount, volume.lineCount) = summary.validated.counts(of: year)
    volume.total = stream.total
    volume.reportedDigest = cells.digest.description
    if let comparable { cells.append(comparable.digest) }
    volume.cellDigest = cells.digest.description
    volume.listDigest = lists.digest.description
    volume.filedDigest = volume.listDigest
    volume.sourceDigest = sources.description
    volume.basisDigest = comparable?.basis.description
    return volume
  }

  /// What the digests of values leave out: which submissions count, and how much of them there is.
  private var sources: ContentDigest {
    let contents = summary.validated.contents(of: year)
    var digest = ContentDigest()
    for entry in summary.validated.coverage where entry.year == year {
      digest.append(entry.submissionID ?? .min)
      digest.append(entry.submissionID.flatMap { contents[$0]?.word } ?? 0)
    }
    digest.append(Int64(volume.lineCount))
    digest.append(Int64(volume.submissionCount))
    return digest
  }

  private mutating func writeCells(
    _ walk: inout SummaryWalk, _ subjects: inout CopyWriter, _ sides: inout CopyWriter
  ) throws {
    let codes = summary.validated.batch.reference.units.codes
    try walk.forEachUnit(in: year) { node, unit in
      let code = node.unit.map { codes[$0] } ?? "*"
      try stream.take(
        unit, of: numbers.number(of: node), code: code, subjects: &subjects, sides: &sides)
      comparable?.pass(unit, of: code)
      isReported[unit.place] = unit.hasReported
      progress.write()
      guard node.isLeaf else { return }
      types.add(unit.cells, of: node)
      indicators.add(unit)
    }
  }

  /// Names and whom a unit stands under are read beside the figures, so a new one is a new result.
  private mutating func writeNames(on connection: borrowing Connection) throws {
    let reference = summary.validated.batch.reference
    for list in [reference.functional, reference.economic] {
      lists.add(["names", list.digest(in: year).description])
    }
    try connection.writeUnitTotals(stream.unitTotals)
    try connection.copyIn(.copyUnitNames) { writer in
      for (place, node) in tree.nodes.enumerated() {
        let row = node.unit.flatMap { reference.units.row(of: $0, in: year) }
        let parent = node.parent.flatMap { tree.nodes[$0].unit }.map { reference.units.codes[$0] }
        lists.add([node.unit.map { reference.units.codes[$0] }, row?.name, row?.type, parent])
        try writer.beginRow(fieldCount: 6)
        try writer.append(int32: numbers.number(of: node).id)
        try writer.append(text: node.unit == nil ? "全区" : row?.name)
        try writer.append(text: row?.type)
        try writer.append(int32: node.parent.map { numbers.number(of: tree.nodes[$0]).id })
        try writer.append(bool: node.isLeaf)
        try writer.append(bool: isReported[place])
      }
    }
    try ItemNames(summary, numbers, year: year).write(of: stream.isPublished, on: connection)
  }

  private mutating func writeCoverage(on connection: borrowing Connection) throws {
    let codes = summary.validated.batch.reference.units.codes
    let contents = summary.validated.contents(of: year)
    try connection.copyIn(.copyCoverage) { writer in
      for entry in summary.validated.coverage where entry.year == year {
        lists.add([codes[entry.unit], entry.kind.name, entry.state.rawValue, entry.reason])
        try writer.beginRow(fieldCount: 6)
        try writer.append(text: codes[entry.unit])
        try writer.append(text: entry.kind.name)
        try writer.append(text: entry.state.rawValue)
        try writer.append(int64: entry.submissionID)
        try writer.append(text: entry.reason)
        // A submission without lines holds no money, and that is known too.
        try writer.append(int64: entry.submissionID.map { contents[$0]?.word ?? 0 })
      }
    }
  }
}

extension Connection {
  /// Writes the totals that shares refer to.
  borrowing func writeUnitTotals(_ totals: [CellStream.UnitTotal]) throws {
    try copyIn(.copyUnitTotals) { writer in
      for total in totals {
        try writer.beginRow(fieldCount: 3)
        try writer.append(int32: total.unit)
        try writer.append(text: total.fund.name)
        try writer.append(int64: total.actualFen)
      }
    }
  }
}
