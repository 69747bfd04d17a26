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
    try connection.copyIn(.copySubjectTiles) { subjects in
      try second.copyIn(.copySideTiles) { sides in
        try walk.forEachRecordedUnit(in: year) { unit, cells in
          try stream.take(
            cells.cells, of: numbers.byCode[unit.code] ?? numbers.district, code: unit.code,
            subjects: &subjects, sides: &sides)
          if unit.isLeaf { indicators.add(cells) }
        }
      }
    }
    try connection.run(
      .repeatVolume,
      [
        .int(published.id), .int(volumeID), .int(Int64(year.number)),
        .textArray(summary.validated.comparingRules(in: year).map(\.text).sorted()),
      ])
    var digest = stream.digest
    try ComparedLists(indicators, anomalies, in: year, of: summary)
      .write(on: connection, into: &digest)
    // Codes that are gone since the new figures of the year before had no cell and no name so far.
    let named = try connection.run(.listItemNames).map {
      ItemNames.Named(item: Int32(try $0.int("item_id")), fund: try $0.text("fund_type"))
    }
    try ItemNames(summary, numbers, year: year)
      .write(of: stream.isPublished, besides: Set(named), on: connection)
    try connection.run(.indexVolume, [.int(volumeID)])
    var volume = WrittenVolume(id: volumeID, year: year)
    volume.cellDigest = digest.digest.description
    volume.listDigest = published.listDigest
    volume.cellCount = stream.cellCount
    volume.lineCount = published.lineCount
    volume.submissionCount = published.submissionCount
    volume.total = stream.total
    return volume
  }
}
