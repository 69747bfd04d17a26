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
  ///
  /// - Parameter lock: The connection that holds the run lock. Over any other one, who has lost
  ///   the lock meanwhile would detach what somebody else has just shown again.
  func detach(on lock: borrowing Connection) {
    _ = try? detachAll(on: lock)
    _ = try? lock.run(.setSessionValue, [.text("lock_timeout"), .text(usualTimeout)])
    _ = try? lock.run(.setSessionValue, [.text("synchronous_commit"), .text(nil)])
  }

  private var usualTimeout: String { "\(settings.lockTimeoutSeconds)s" }

  private func detachAll(on lock: borrowing Connection) throws {
    try lock.run(.setSessionValue, [.text("lock_timeout"), .text("1s")])
    // A crash that undoes it undoes nothing but speed; waiting for the disk each time takes longer
    // than all the rest.
    try lock.run(.setSessionValue, [.text("synchronous_commit"), .text("off")])
    try lock.run(.awaitSnapshots)
    let latest = ContinuousClock.now + Self.patience
    for row in try lock.run(.listSupersededTables) where ContinuousClock.now < latest {
      try RunCancellation.check()
      // Identifiers cannot be bound, and no function may detach concurrently, so the server writes
      // the statement. Somebody who holds one table for long holds all of them: waiting for each
      // would keep the next run waiting too.
      let statement = Statement(name: "detach_table", sql: try row.text("statement"))
      try Failpoint.detachment.pass(.before)
      do {
        try lock.run(statement)
      } catch {
        if error.sqlState == "55P03" || error.isConnectionLoss { return }
      }
      try Failpoint.detachment.pass(.after)
    }
  }
}
