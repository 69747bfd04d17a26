internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Lists what a publication changes in the figures of earlier years (`summary.past_change`).
///
/// An earlier year is one before the newest year of either publication: the newest one is still
/// being filed. Written before the publication is shown; nobody sees it until then.
struct PastChanges {
  let settings: ConnectionSettings
  let runID: Int64
  let current: [WrittenVolume]

  /// Notes what new volumes change, several at a time.
  ///
  /// - Parameters:
  ///   - kept: The volumes of the current publication that stay.
  ///   - workers: How many years at most at once.
  func note(
    _ written: [WrittenVolume], beside kept: [WrittenVolume], workers: Int,
    on connection: borrowing Connection
  ) throws {
    try connection.run(.clearPastChanges, [.int(runID)])
    guard let newest = (current + written).map(\.year).max() else { return }
    let changed = current.compactMap { old -> (old: WrittenVolume, new: Int64?)? in
      guard old.year < newest, !kept.contains(where: { $0.year == old.year }) else { return nil }
      let new = written.first { $0.year == old.year }
      return new?.cellDigest == old.cellDigest ? nil : (old, new?.id)
    }
    _ = try shardedMap(changed, workers: workers) { old, new in
      let connection = try Connection(settings.named("changes-\(old.year)"))
      // As for the checks: a hundred thousand cells are added up without going through a file.
      try connection.set("work_mem", "64MB")
      try connection.run(
        .notePastChanges, [.int(runID), .int(Int64(old.year.number)), .int(old.id), .int(new)])
    }
  }
}
