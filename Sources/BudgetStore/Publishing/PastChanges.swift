internal import BudgetDomain
internal import PostgresClient

/// Lists what a publication changes in the figures of earlier years (`summary.past_change`).
///
/// An earlier year is one before the newest year of either publication: the newest one is still
/// being filed. Written before the publication is shown; nobody sees it until then.
struct PastChanges {
  let runID: Int64
  let current: [WrittenVolume]

  /// Notes what the new volumes change, which are attached already.
  ///
  /// - Parameter kept: The volumes of the current publication that stay.
  func note(
    _ written: [WrittenVolume], beside kept: [WrittenVolume], on connection: borrowing Connection
  ) throws {
    try connection.run(.clearPastChanges, [.int(runID)])
    guard let newest = (current + written).map(\.year).max() else { return }
    // As for the checks: a hundred thousand cells are added up without going through a file.
    try connection.set("work_mem", "64MB")
    for old in current where old.year < newest && !kept.contains(where: { $0.year == old.year }) {
      let new = written.first { $0.year == old.year }
      guard new?.cellDigest != old.cellDigest else { continue }
      try connection.run(
        .notePastChanges,
        [.int(runID), .int(Int64(old.year.number)), .int(old.id), .int(new?.id)])
    }
  }
}
