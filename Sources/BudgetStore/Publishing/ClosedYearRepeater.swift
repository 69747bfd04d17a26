internal import BudgetDomain
internal import BudgetEngine
internal import BudgetRules
internal import PostgresClient

/// Publishes a closed year again: as it was published, to the last list, but for what follows the
/// newest year and what came after closing.
///
/// Restated figures are made for a comparison with the newest year: a closed year that stayed with
/// the subjects and units of an older one would compare with nothing. What stands beside them of
/// the year before is that year's as published now.
struct ClosedYearRepeater {
  private let summary: Summary
  private let numbers: NumberDictionary
  private let published: WrittenVolume

  init(_ summary: Summary, _ numbers: NumberDictionary, published: WrittenVolume) {
    self.summary = summary
    self.numbers = numbers
    self.published = published
  }

  /// Writes the year.
  ///
  /// - Parameter anomalies: Among them are those of what came after closing.
  func write(
    _ anomalies: [Anomaly], volumeID: Int64, walk: inout SummaryWalk, settings: ConnectionSettings
  ) throws -> WrittenVolume {
    let year = published.year
    let connection = try Connection(settings.named("publish-\(year)"))
    try connection.set("search_path", "volume_\(volumeID)")
    var comparable = ComparableWriter(summary, numbers, year: year)
    try walk.forEachRecordedUnit(in: year) { unit, cells in
      comparable?.pass(cells, of: unit.code)
    }
    // A run of other years has not looked for what came later: what was found stands.
    let isLookedAt = summary.validated.batch.closed.present != nil
    let remade = isLookedAt ? [YearStaysClosed.description.code.text] : []
    try connection.run(
      .repeatClosedVolume,
      [.int(published.id), .int(volumeID), .int(Int64(year.number)), .textArray(remade)])
    let later = isLookedAt ? anomalies.filter { $0.place.year == year } : []
    var found = CellDigest([])
    try connection.write(later, into: &found)
    try connection.run(.clearComparable)
    try comparable?.write(walk.comparable, on: connection)
    var volume = published.copied(as: volumeID)
    volume.basisDigest = comparable?.basis.description
    if let comparable, let reported = published.reportedDigest {
      volume.cellDigest = joined(reported, comparable.digest)
    }
    if isLookedAt, let filed = published.filedDigest {
      volume.listDigest = later.isEmpty ? filed : joined(filed, found)
    }
    return volume
  }

  /// The digest of a part as it is recorded and of what stands beside it.
  private func joined(_ recorded: String, _ other: CellDigest) -> String {
    var digest = ContentDigest(recorded: recorded) ?? ContentDigest()
    digest.append(other.digest)
    return digest.description
  }
}

extension WrittenVolume {
  /// The same under another number.
  fileprivate func copied(as id: Int64) -> WrittenVolume {
    var copy = WrittenVolume(id: id, year: year)
    (copy.cellDigest, copy.listDigest) = (cellDigest, listDigest)
    (copy.inputDigest, copy.sourceDigest) = (inputDigest, sourceDigest)
    (copy.reportedDigest, copy.filedDigest) = (reportedDigest, filedDigest)
    (copy.cellCount, copy.lineCount) = (cellCount, lineCount)
    (copy.submissionCount, copy.total) = (submissionCount, total)
    return copy
  }
}
