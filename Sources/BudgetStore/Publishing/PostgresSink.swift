internal import BudgetDomain
internal import BudgetEngine
internal import BudgetRules
internal import PostgresClient

/// Writes a result as new volumes, checks them, and shows them in one short transaction; then
/// takes out of the readers' way what they no longer see.
struct PostgresSink: BudgetSink {
  let settings: ConnectionSettings
  let runID: Int64
  let fenceToken: Int64
  /// See `programName`.
  let program: String
  /// Takes out of the readers' way what only older publications show; whoever holds the run lock
  /// can.
  var detachesSuperseded: @Sendable () -> Void = {}
  /// How to look for what became of a publication whose answer was lost.
  var retry = RunRetry.never
  /// Hears how much of the result has been written.
  var observe: @Sendable (RunEvent) -> Void = { _ in }

  func isUpToDate(_ validated: ValidatedBatch) throws -> Bool {
    try Failpoint.comparison.around { try isConfirmed(validated) }
  }

  private func isConfirmed(_ validated: ValidatedBatch) throws -> Bool {
    guard validated.batch.scope.years == nil else { return false }
    let connection = try Connection(settings.named("publish"))
    let input = digest(of: validated.inputDigest)
    guard try connection.run(.findConfirmation, [.text(input)])[0].bool("is_confirmed") else {
      return false
    }
    // What was touched and is what it was need not be read again tomorrow.
    let standing = try ClosedVolume.list(on: connection)
      .standing(beside: try WrittenVolume.current(on: connection))
    try confirm(validated, standing, on: connection)
    return true
  }

  func confirmed(_ fingerprint: ContentDigest) throws -> Publication? {
    let connection = try Connection(settings.named("publish"))
    let row = try connection.run(.findConfirmation, [.text(digest(of: fingerprint))])[0]
    guard try row.bool("is_confirmed"),
      let current = try PublicationReader.current(on: connection)
    else { return nil }
    return Publication(
      id: current.publicationID, digest: current.digest, years: current.fiscalYears,
      cellCount: Int(current.cellCount), submissionCount: Int(current.submissionCount),
      lineCount: Int(current.lineCount))
  }

  /// What the figures depend on: the input, and the program that works them out.
  func digest(of input: ContentDigest) -> String {
    var digest = input
    digest.append(ContentDigest(program))
    digest.append(RuleCatalogue.version)
    return digest.description
  }

  func unchangedYears(_ inputs: YearInputs, of validated: ValidatedBatch) throws
    -> Set<FiscalYear>
  {
    guard !validated.batch.scope.isFull else { return [] }
    let connection = try Connection(settings.named("publish"))
    let standing = try Failpoint.years.around {
      try ClosedVolume.list(on: connection)
        .standing(beside: try WrittenVolume.current(on: connection))
    }
    return Set(
      standing.lazy.filter { volume in
        let isClosed = validated.batch.isClosed(volume.year)
        let known = isClosed ? volume.closedDigest : volume.inputDigest
        return known != nil && known == inputs[volume.year].map(digest)
          // A year that is open again shows what came after its closing, and while it was closed it
          // was restated by what the fingerprint of its making does not tell.
          && (isClosed || volume.closedDigest == nil)
      }.map(\.year))
  }

  func publish(_ summary: Summary, _ anomalies: [Anomaly], madeFrom inputs: YearInputs) throws
    -> Publication?
  {
    let connection = try Connection(settings.named("publish"))
    let current = try WrittenVolume.current(on: connection)
    let standing = try ClosedVolume.list(on: connection).standing(beside: current)
    let made = try write(summary, anomalies, beside: standing, on: connection)
    let batch = summary.validated.batch
    let years = YearsToPublish(made, beside: standing, in: batch)
    let isSame = years.written.isEmpty && current.map(\.id) == years.kept.map(\.id)
    // Where nothing is published and nobody has filed, there is nothing to show even in full.
    if isSame, !batch.scope.isFull || current.isEmpty {
      let confirmed = current.filter { batch.scope.reads($0.year) }
      try confirm(summary.validated, confirmed, madeFrom: inputs, on: connection)
      return nil
    }
    try recordStaged(summary.validated, anomalyCount: anomalies.count, on: connection)
    try forgetLeaves(of: batch, on: connection)
    try RunCancellation.check()
    let digest = years.all.publicationDigest
    let shown = years.written + years.restored(beside: current)
    try attach(shown, on: connection)
    try notePastChanges(
      PastChanges(settings: settings, runID: runID, current: current), of: shown,
      beside: years.kept, workers: batch.scope.workers, on: connection)
    let left = years.all.filter { year in
      batch.isClosed(year.year) || !made.contains { $0.year == year.year }
    }
    // Before readers see anything: what fails afterwards would tell of a failed run that is none.
    let counts = batch.scope.years == nil ? try anomalyCounts(of: left, on: connection) : [:]
    let outcome = try CommitOutcome(settings, retry: retry, on: connection)
    // The last moment: whoever asks to stop later gets what the transaction makes of it.
    try RunCancellation.check()
    let id = try outcome.settle {
      try Failpoint.publishing.around {
        try show(
          years, new: shown, digest.description, madeFrom: summary.validated, inputs,
          beside: standing, on: connection)
      }
    } orFind: { connection in
      try connection.run(.findRunPublication, [.int(runID)]).first?.int("publication_id")
    }
    RunCancellation.note(hasPublished: true)
    detachesSuperseded()
    // Statistics only, of all years together: those of one year are there already, and while most
    // years stay they hardly change. Readers have the new figures; a failure costs them speed.
    if years.written.count * 2 > years.all.count { _ = try? connection.runScript(.analyzeTiles) }
    return Publication(id: id, digest.description, years.all, keptAnomalyCounts: counts)
  }

  /// Lists what becomes another figure in years before the newest.
  private func notePastChanges(
    _ changes: PastChanges, of shown: [WrittenVolume], beside kept: [WrittenVolume], workers: Int,
    on connection: borrowing Connection
  ) throws {
    let left = kept.filter { kept in !shown.contains { $0.id == kept.id } }
    try Failpoint.pastChanges.around {
      try changes.note(shown, beside: left, workers: workers, on: connection)
    }
  }

  /// Says that everything is written and checked.
  private func recordStaged(
    _ validated: ValidatedBatch, anomalyCount: Int, on connection: borrowing Connection
  ) throws {
    try Failpoint.staged.around {
      try connection.run(
        .recordStaged,
        [
          .int(runID), .text(digest(of: validated.inputDigest)),
          .int(Int64(validated.read.lines)), .int(Int64(validated.read.submissions)),
          .int(Int64(anomalyCount)),
        ])
    }
  }

  /// How many anomalies of each severity published years have.
  private func anomalyCounts(
    of volumes: [WrittenVolume], on connection: borrowing Connection
  ) throws -> [Severity: Int] {
    let rows = try connection.run(
      .countAnomalies,
      [.intArray(volumes.map(\.id)), .intArray(volumes.map { Int64($0.year.number) })])
    return try rows.reduce(into: [:]) { counts, row in
      guard let severity = Severity(name: try row.text("severity")) else { return }
      counts[severity] = Int(try row.int("count"))
    }
  }

  /// The digests by which a later night knows that it has the same input. Only a whole night can
  /// say so: a run of single years reads no others.
  private func inputs(of validated: ValidatedBatch) -> [String] {
    guard validated.batch.scope.years == nil else { return [] }
    let fingerprint = validated.batch.state?.fingerprint
    let known = fingerprint.flatMap { $0.detection.isTrusted ? $0.whole : nil }
    return [validated.inputDigest, known].compactMap(\.self).map(digest)
  }

  /// Makes the volumes part of the published tables, before anybody is sent there: a statement
  /// that was planned without them must not look for them.
  private func attach(_ volumes: [WrittenVolume], on connection: borrowing Connection) throws {
    try connection.transaction { connection in
      try expectNoNewerRun(on: connection)
      for volume in volumes {
        try Failpoint.attachment.around {
          try connection.run(.attachVolume, [.int(volume.id), .int(Int64(volume.year.number))])
        }
      }
    }
    try Failpoint.planning.around { try connection.run(.awaitPlanning) }
  }

  func expectNoNewerRun(on connection: borrowing Connection) throws {
    guard try connection.run(.lockFence)[0].int("token") == fenceToken else {
      throw StoreError.fencedOut
    }
  }

  /// Remembers that the input gives what readers see, so that the next night with the same input
  /// is up to date at once.
  ///
  /// - Parameter confirmed: The published volumes of the years that were read.
  private func confirm(
    _ validated: ValidatedBatch, _ confirmed: [WrittenVolume],
    madeFrom made: YearInputs = YearInputs(), on connection: borrowing Connection
  ) throws {
    try connection.transaction { connection in
      try expectNoNewerRun(on: connection)
      for input in inputs(of: validated) {
        try connection.run(.confirmPublication, [.int(runID), .text(input)])
      }
      try recordInput(validated, made, of: confirmed, on: connection)
    }
  }

  /// The one moment at which readers' figures change.
  ///
  /// - Parameter new: The volumes that readers do not see yet.
  /// - Throws: `StoreError` of kind `busy` when a newer run has taken a token.
  private func show(
    _ years: YearsToPublish, new: [WrittenVolume], _ digest: String,
    madeFrom validated: ValidatedBatch, _ made: YearInputs, beside standing: [WrittenVolume],
    on connection: borrowing Connection
  ) throws -> Int64 {
    try connection.transaction { connection in
      try expectNoNewerRun(on: connection)
      let batch = validated.batch
      for volume in years.written {
        try connection.run(.recordVolume, volume.row(of: runID))
        guard batch.isClosed(volume.year) else { continue }
        try connection.run(
          .keepClosedVolume, [.int(volume.id), .int(Int64(volume.year.number))])
      }
      let kept = years.kept.filter { batch.scope.reads($0.year) }
      try recordInput(
        validated, made, of: years.written + kept, repeating: standing, on: connection)
      let id = try Failpoint.publicationRow.around {
        try connection.run(
          .recordPublication, [.int(runID), .text(digest), .intArray(years.all.map(\.id))])[0]
          .int("publication_id")
      }
      try connection.run(.rememberAnomalies, [.int(id), .intArray(new.map(\.id))])
      try Failpoint.pointer.around {
        try connection.run(.movePointer, [.int(id), .int(fenceToken), .int(runID)])
      }
      for input in inputs(of: validated) {
        try connection.run(.confirmPublication, [.int(runID), .text(input)])
      }
      try connection.run(.finishRequests, [.int(runID), .text("published")])
      try Failpoint.notification.around { try connection.run(.notifyPublished, [.int(id)]) }
      return id
    }
  }
}

extension Publication {
  /// - Parameter years: Its volumes.
  fileprivate init(
    id: Int64, _ digest: String, _ years: [WrittenVolume], keptAnomalyCounts: [Severity: Int]
  ) {
    self.init(
      id: id, digest: digest, years: years.map(\.year.number),
      cellCount: years.reduce(0) { $0 + $1.cellCount },
      submissionCount: years.reduce(0) { $0 + $1.submissionCount },
      lineCount: years.reduce(0) { $0 + $1.lineCount }, keptAnomalyCounts: keptAnomalyCounts)
  }
}
