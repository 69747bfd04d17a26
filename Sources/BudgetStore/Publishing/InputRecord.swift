internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// What stands beside a volume of the input that it was made from.
extension PostgresSink {
  /// Records beside volumes which program, reference data and submissions give them.
  ///
  /// - Parameters:
  ///   - made: What each year was made from.
  ///   - volumes: Recorded volumes of the years that were read, and new ones of years beside them.
  ///   - current: The published volumes, in whose place years that were not read were repeated.
  func recordInput(
    _ validated: ValidatedBatch, _ made: YearInputs, of volumes: [WrittenVolume],
    repeating current: [WrittenVolume] = [], on connection: borrowing Connection
  ) throws {
    let batch = validated.batch
    let closed = volumes.filter { batch.isClosed($0.year) }
    for volume in volumes where !batch.scope.reads(volume.year) || batch.isClosed(volume.year) {
      guard let published = current.first(where: { $0.year == volume.year }),
        published.id != volume.id
      else { continue }
      let statement: Statement =
        batch.isClosed(volume.year) ? .repeatClosedInput : .repeatVolumeInput
      try connection.run(statement, [.int(volume.id), .int(published.id)])
    }
    guard let state = batch.state else { return }
    let submissions = state.submissions.byYear
    func input(of volume: WrittenVolume) -> [Parameter] {
      let own = submissions[Int64(volume.year.number)] ?? SubmissionVersions()
      return [
        .int(volume.id), .text(made[volume.year].map(digest)), .intArray(own.ids),
        .intArray(own.versions),
      ]
    }
    if batch.closed.present != nil {
      for volume in closed { try connection.run(.recordClosedInput, input(of: volume)) }
    }
    let fingerprint = state.fingerprint
    let common: [Parameter] = [
      .int(runID), .text(programDigest), .text(fingerprint.reference.description),
      .text(fingerprint.detection.isTrusted ? fingerprint.definition : nil),
    ]
    for volume in volumes where batch.scope.reads(volume.year) && !batch.isClosed(volume.year) {
      try connection.run(.recordVolumeInput, common + input(of: volume))
    }
  }

  /// The program and its rules.
  var programDigest: String { digest(of: ContentDigest()) }
}

extension SubmissionVersions {
  /// Ids, years and versions, for a statement.
  var parameters: [Parameter] { [.intArray(ids), .intArray(years), .intArray(versions)] }

  /// The same by fiscal year.
  fileprivate var byYear: [Int64: SubmissionVersions] {
    ids.indices.reduce(into: [:]) { byYear, place in
      let year = years[place]
      byYear[year, default: SubmissionVersions()]
        .append(ids[place], year: year, version: versions[place])
    }
  }
}
