internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Publishes a year again that was not read: its own figures as they were recorded, beside the new
/// figures of the year before.
struct VolumeRepeater {
  private let summary: Summary
  private let numbers: NumberDictionary
  private let published: WrittenVolume
  private let recorded: RecordedYear

  init(
    _ summary: Summary, _ numbers: NumberDictionary, published: WrittenVolume,
    recorded: RecordedYear
  ) {
    self.summary = summary
    self.numbers = numbers
    self.published = published
    self.recorded = recorded
  }

  /// Writes the year.
  ///
  /// - Parameter anomalies: Among them are those that compare the year with the one before.
  func write(
    _ anomalies: [Anomaly], volumeID: Int64, walk: inout SummaryWalk, settings: ConnectionSettings
  ) throws -> WrittenVolume {
    let year = published.year
    let connection = try Connection(settings.named("publish-\(year)"))
    let second = try Connection(settings.named("publish-\(year)-side"))
    try connection.set("search_path", "volume_\(volumeID)")
    try second.set("search_path", "volume_\(volumeID)")
    var stream = CellStream(
      summary, numbers,
      units: recorded.units.map { numbers.byCode[$0.code] ?? numbers.district })
    var indicators = UnitIndicators(summary, recorded: recorded, in: year)
    var comparable = ComparableWriter(summary, numbers, year: year)
    try connection.copyIn(.copySubjectTiles) { subjects in
      try second.copyIn(.copySideTiles) { sides in
        try walk.forEachRecordedUnit(in: year) { unit, cells in
          try stream.take(
            cells, of: numbers.byCode[unit.code] ?? numbers.district, code: unit.code,
            subjects: &subjects, sides: &sides)
          comparable?.pass(cells, of: unit.code)
          if unit.isLeaf { indicators.add(cells) }
        }
      }
    }
    let remade = summary.validated.comparingRules(in: year).map(\.text).sorted()
    try connection.run(
      .repeatVolume,
      [.int(published.id), .int(volumeID), .int(Int64(year.number)), .textArray(remade)])
    try connection.run(.clearUnitTotals)
    try connection.writeUnitTotals(stream.unitTotals)
    var digest = stream.digest
    try writeLists(indicators, anomalies, on: connection, into: &digest)
    try writeNames(of: stream.isPublished, on: connection)
    try connection.run(.clearComparable)
    try comparable?.write(walk.comparable, on: connection)
    var volume = WrittenVolume(id: volumeID, year: year)
    volume.reportedDigest = digest.digest.description
    if let comparable { digest.append(comparable.digest) }
    volume.cellDigest = digest.digest.description
    volume.listDigest = published.listDigest
    volume.filedDigest = published.filedDigest
    volume.sourceDigest = published.sourceDigest
    volume.basisDigest = comparable?.basis.description
    volume.cellCount = stream.cellCount
    volume.lineCount = published.lineCount
    volume.submissionCount = published.submissionCount
    volume.total = stream.total
    return volume
  }

  private func writeLists(
    _ indicators: UnitIndicators, _ anomalies: [Anomaly], on connection: borrowing Connection,
    into digest: inout CellDigest
  ) throws {
    try connection.run(.clearRepeatedEliminations)
    try ComparedLists(indicators, anomalies, in: published.year, of: summary)
      .write(on: connection, into: &digest)
  }

  private func writeNames(of isPublished: [Bool], on connection: borrowing Connection) throws {
    // Codes that are gone since the new figures of the year before had no cell and no name so far.
    let named = try connection.run(.listItemNames).map {
      ItemNames.Named(item: Int32(try $0.int("item_id")), fund: try $0.text("fund_type"))
    }
    try ItemNames(summary, numbers, year: published.year)
      .write(of: isPublished, besides: Set(named), on: connection)
  }
}
