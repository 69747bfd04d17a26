internal import BudgetEngine
public import PostgresClient

/// Earlier publications: shows one again, or takes away those that nobody keeps.
///
/// Both hold the lock of a run, so neither meets one; and they work over the connection that holds
/// it, so neither goes on without it.
public struct PublicationArchive: Sendable {
  /// Which publications stay.
  public struct Retention: Sendable {
    /// How many of the latest.
    public var count: Int
    /// All that are not older than so many days.
    public var days: Int

    /// A rule that keeps what either bound keeps, and always the current publication.
    public init(count: Int, days: Int) {
      (self.count, self.days) = (count, days)
    }
  }

  private let settings: ConnectionSettings
  private let retry: RunRetry

  /// The archive behind `settings`.
  ///
  /// - Parameter retry: How to look for what became of a rollback whose answer was lost.
  public init(_ settings: ConnectionSettings, retry: RunRetry = RunRetry()) {
    self.settings = settings.bounded
    self.retry = retry
  }

  /// Shows an earlier publication again, with an audit record. The next night publishes what the
  /// submissions say then.
  ///
  /// - Throws: `StoreError` of kind `busy` while a run is active; `PostgresError` with the
  ///   constraint `publication_is_kept` where there is none.
  public func rollBack(to publicationID: Int64, reason: String) throws {
    let lock = try RunSession.takeLock(settings)
    try lock.run(.expectKept, [.int(publicationID)])
    // A table whose detaching was cut off cannot be attached before that is finished.
    SupersededVolumes(settings: settings).detach(on: lock)
    let volumes = try lock.run(.listPublicationVolumes, [.int(publicationID)]).map { row in
      (
        id: try row.int("volume_id"), year: try row.int("fiscal_year"),
        isCurrent: try row.bool("is_current")
      )
    }
    // As when a run publishes: first the tables, then whoever was planned without them, then the
    // pointer.
    let token = try lock.transaction { connection in
      let token = try connection.run(.takeFence)[0].int("token")
      for volume in volumes where !volume.isCurrent {
        try connection.run(.attachVolume, [.int(volume.id), .int(volume.year)])
      }
      return token
    }
    try lock.run(.awaitPlanning)
    let new = volumes.filter { !$0.isCurrent }.map(\.id)
    try CommitOutcome(settings, retry: retry, on: lock).settle {
      try show(publicationID, new: new, token: token, reason: reason, on: lock)
    } orFind: { connection in
      let pointer = try connection.run(.findPointer, [.int(publicationID), .int(token)])[0]
      return try pointer.bool("is_current") ? () : nil
    }
    SupersededVolumes(settings: settings).detach(on: lock)
  }

  private func show(
    _ publicationID: Int64, new volumes: [Int64], token: Int64, reason: String,
    on connection: borrowing Connection
  ) throws {
    try connection.transaction { connection in
      guard try connection.run(.lockFence)[0].int("token") == token else {
        throw StoreError(
          .busy,
          StoreError.Words(
            "其间有运行开始;已发布的结果不变",
            "a run has started meanwhile; what is published stands"),
          hint: StoreError.Words("huizong status 显示该运行", "`huizong status` shows the run"))
      }
      try connection.run(.rememberAnomalies, [.int(publicationID), .intArray(volumes)])
      try connection.run(.rollBack, [.int(publicationID), .int(token), .text(reason)])
      try connection.run(.notifyPublished, [.int(publicationID)])
    }
  }

  /// The publications that a rule does not keep, ascending.
  public func expired(by retention: Retention) throws -> [Int64] {
    try Self.expired(by: retention, on: Connection(settings.named("archive")))
  }

  /// Deletes the publications that a rule does not keep, with an audit record, and then the tables
  /// that no other one shows; a table that is being read is left to the next run.
  ///
  /// - Returns: The publications that were deleted, ascending.
  /// - Throws: `StoreError` of kind `busy` while a run is active.
  public func collect(by retention: Retention) throws -> [Int64] {
    let lock = try RunSession.takeLock(settings)
    // While its volumes are still known: only a detached table goes without a reader waiting.
    SupersededVolumes(settings: settings).detach(on: lock)
    // Less than the server takes to look for a deadlock, in which a reader might lose.
    try lock.run(.setSessionValue, [.text("lock_timeout"), .text("200ms")])
    let expired = try Self.expired(by: retention, on: lock)
    try lock.run(.deletePublications, [.intArray(expired)])
    for row in try lock.run(.listUnusedVolumes) {
      try RunCancellation.check()
      // Identifiers cannot be bound, so the server writes the statement.
      let statement = Statement(name: "drop_volume", sql: try row.text("statement"))
      do {
        try lock.run(statement)
      } catch {
        guard error.sqlState == "55P03" || error.sqlState == "40P01" else { throw error }
      }
    }
    return expired
  }

  private static func expired(
    by retention: Retention, on connection: borrowing Connection
  ) throws -> [Int64] {
    try connection.run(
      .listExpiredPublications, [.int(Int64(retention.count)), .int(Int64(retention.days))]
    ).map { try $0.int("publication_id") }
  }
}
