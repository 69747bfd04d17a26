internal import BudgetEngine
internal import PostgresClient

/// The volumes that only older publications show, but which every query still plans and reads.
struct SupersededVolumes {
  let settings: ConnectionSettings

  /// No statement begins after so long; each waits for the queries that are running.
  private static let patience = Duration.seconds(5)

  /// Takes them out of the published tables, as far as readers allow it.
  ///
  /// Readers do not wait, and whoever sees an older publication keeps it. Only the speed of
  /// queries depends on it, so nothing is thrown: what cannot be detached now, or is cut off half
  /// way, is left to the next run.
  func detach() {
    _ = try? detachAll()
  }

  private func detachAll() throws {
    var settings = settings.named("detach")
    settings.lockTimeoutSeconds = 1
    let connection = try Connection(settings)
    // A crash that undoes it undoes nothing but speed; waiting for the disk each time takes longer
    // than all the rest.
    try connection.run(.setSessionValue, [.text("synchronous_commit"), .text("off")])
    try connection.run(.awaitSnapshots)
    let latest = ContinuousClock.now + Self.patience
    for row in try connection.run(.listSupersededTables) where ContinuousClock.now < latest {
      try RunCancellation.check()
      // Identifiers cannot be bound, and no function may detach concurrently, so the server writes
      // the statement. Somebody who holds one table for long holds all of them: waiting for each
      // would keep the next run waiting too.
      let statement = Statement(name: "detach_table", sql: try row.text("statement"))
      try Failpoint.detachment.pass(.before)
      do {
        try connection.run(statement)
      } catch {
        if error.sqlState == "55P03" { return }
      }
      try Failpoint.detachment.pass(.after)
    }
  }
}
