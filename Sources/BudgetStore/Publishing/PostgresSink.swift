internal import BudgetDomain
internal import BudgetEngine
internal import BudgetRules
internal import PostgresClient

/// Writes a result as new volumes, checks them, and shows them in one short transaction.
struct PostgresSink: BudgetSink {
  let settings: ConnectionSettings
  let runID: Int64
  let fenceToken: Int64
  let programVersion: String

  func isUpToDate(_ validated: ValidatedBatch) throws -> Bool {
    guard validated.batch.scope.years == nil else { return false }
    let connection = try Connection(settings.named("publish"))
    guard let current = try connection.run(.findCurrentPublication).first else { return false }
    return try current.bool("is_complete")
      && current.optionalText("input_digest") == inputDigest(validated)
  }

  /// What the figures depend on: the input, and the program that works them out.
  private func inputDigest(_ validated: ValidatedBatch) -> String {
    var digest = validated.inputDigest
    digest.append(ContentDigest(programVersion))
    digest.append(Int64(RuleCatalogue.version))
    return digest.description
  }

  func publish(_ summary: Summary, _ anomalies: [Anomaly]) throws -> Publication? {
    let connection = try Connection(settings.named("publish"))
    let current = try currentVolumes(on: connection)
    let written = try write(summary, anomalies, on: connection)
    let batch = summary.validated.batch
    let kept =
      batch.scope.years == nil
      ? []
      : current.filter { kept in
        !written.contains { $0.year == kept.year }
      }
    let isSame =
      current.map(\.year) == (kept + written).map(\.year).sorted()
      && written.allSatisfy { new in
        current.contains { $0.year == new.year && $0.digest == new.digest }
      }
    if isSame, !batch.scope.isFull { return nil }
    try connection.run(
      .recordStaged,
      [
        .int(runID), .text(inputDigest(summary.validated)),
        .int(Int64(summary.validated.lineCount)),
        .int(Int64(summary.validated.submissionCount)), .int(Int64(anomalies.count)),
      ])
    try RunCancellation.check()
    let all = (kept + written).sorted { $0.year < $1.year }
    var digest = ContentDigest()
    for volume in all {
      digest.append(Int64(volume.year.number))
      digest.append(ContentDigest(volume.digest))
    }
    try attach(written, on: connection)
    let id = try show(all, new: written, digest.description, summary, on: connection)
    // Statistics only: readers have the new figures already, and a failure costs them speed.
    _ = try? connection.runScript(.analyzeTiles)
    return Publication(
      id: id, digest: digest.description, years: all.map(\.year.number),
      cellCount: all.reduce(0) { $0 + $1.cellCount })
  }

  private func currentVolumes(on connection: borrowing Connection) throws -> [WrittenVolume] {
    try connection.run(.listCurrentVolumes).map { row in
      var volume = WrittenVolume(
        id: try row.int("volume_id"), year: FiscalYear(Int(try row.int("fiscal_year"))))
      volume.digest = try row.text("digest")
      volume.cellCount = Int(try row.int("cell_count"))
      return volume
    }
  }

  /// Writes and checks every year, each over its own connections.
  private func write(
    _ summary: Summary, _ anomalies: [Anomaly], on connection: borrowing Connection
  ) throws -> [WrittenVolume] {
    let batch = summary.validated.batch
    let numbers = try NumberDictionary(summary, on: connection)
    let volumes = try batch.years.map { year in
      let row = try connection.run(.createVolume, [.int(runID), .int(Int64(year.number))])[0]
      return (year: year, id: try row.int("volume_id"))
    }
    return try shardedMap(volumes, workers: batch.scope.workers) { volume in
      var writer = VolumeWriter(summary, numbers, volumeID: volume.id, year: volume.year)
      return try writer.write(anomalies, settings: settings)
    }
  }

  /// Makes the volumes part of the published tables, before anybody is sent there: a statement
  /// that was planned without them must not look for them.
  private func attach(_ volumes: [WrittenVolume], on connection: borrowing Connection) throws {
    try connection.transaction { connection in
      try expectNoNewerRun(on: connection)
      for volume in volumes {
        try connection.run(.attachVolume, [.int(volume.id), .int(Int64(volume.year.number))])
      }
    }
    try connection.run(.awaitPlanning)
  }

  private func expectNoNewerRun(on connection: borrowing Connection) throws {
    guard try connection.run(.lockFence)[0].int("token") == fenceToken else {
      throw StoreError(
        .busy, "a newer run has started; this one was fenced out and published nothing",
        hint: "`huizong status` shows the newer run")
    }
  }

  /// The one moment at which readers' figures change.
  ///
  /// - Throws: `StoreError` of kind `busy` when a newer run has taken a token.
  private func show(
    _ all: [WrittenVolume], new: [WrittenVolume], _ digest: String, _ summary: Summary,
    on connection: borrowing Connection
  ) throws -> Int64 {
    try connection.transaction { connection in
      try expectNoNewerRun(on: connection)
      for volume in new {
        try connection.run(
          .recordVolume,
          [
            .int(volume.id), .int(runID), .int(Int64(volume.year.number)), .text(volume.digest),
            .int(Int64(volume.cellCount)), .int(volume.total.initial), .int(volume.total.final),
            .int(volume.total.actual),
          ])
      }
      let id = try connection.run(
        .recordPublication,
        [
          .int(runID), .text(digest), .intArray(all.map(\.id)),
          .int(Int64(summary.validated.lineCount)),
          .int(Int64(summary.validated.submissionCount)),
        ])[0].int("publication_id")
      try connection.run(.rememberAnomalies, [.int(id), .intArray(new.map(\.id))])
      try connection.run(.movePointer, [.int(id), .int(fenceToken), .int(runID)])
      try connection.run(.finishRequests, [.int(runID), .text("published")])
      try connection.run(.notifyPublished, [.int(id)])
      return id
    }
  }
}
