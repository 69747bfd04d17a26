internal import PostgresClient

/// Finds out what became of a transaction whose COMMIT was sent and whose answer was lost.
///
/// The transaction held the fence. Whoever gets the fence afterwards therefore sees all that it
/// did, or knows that it did nothing and never will.
struct CommitOutcome {
  private let settings: ConnectionSettings
  private let retry: RunRetry
  /// The process of the server that has the transaction.
  private let backendPID: Int64

  /// - Parameters:
  ///   - retry: How to look where the server stays away for a while.
  ///   - connection: Will have the transaction.
  init(
    _ settings: ConnectionSettings, retry: RunRetry, on connection: borrowing Connection
  ) throws(PostgresError) {
    self.settings = settings
    self.retry = retry
    backendPID = try connection.run(.findBackend)[0].int("backend_pid")
  }

  /// Does `body`, a transaction; where nobody knows whether it committed, looks.
  ///
  /// - Parameter look: Gives what the transaction has left; nil where it has left nothing.
  /// - Throws: What `body` throws, also where it has left nothing; `PostgresError` when the server
  ///   stays away: then nobody knows, and the next run finds out.
  func settle<Result>(
    _ body: () throws -> Result, orFind look: (borrowing Connection) throws -> Result?
  ) throws -> Result {
    do {
      return try body()
    } catch let error as PostgresError where error.isCommitUnknown {
      // Where nobody can be asked, the first error is the one to tell.
      let found = try? retry.run(telling: { _ in }) {
        let connection = try Connection(settings.named("outcome"))
        try endBackend(on: connection)
        return try connection.transaction { connection in
          try connection.run(.lockFence)
          return try look(connection)
        }
      }
      guard let found else { throw error }
      return found
    }
  }

  /// Nobody listens to it any more, but it may not know yet and hold the fence. Where it is at the
  /// commit already, it completes that first.
  private func endBackend(on connection: borrowing Connection) throws(PostgresError) {
    do {
      try connection.run(
        .endBackend, [.int(backendPID), .text(settings.named("").applicationName)])
    } catch {
      // A role that may not end it waits for the fence instead.
      guard error.isPermission else { throw error }
    }
  }
}
