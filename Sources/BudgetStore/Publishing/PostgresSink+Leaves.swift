internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

extension PostgresSink {
  func keep(_ leaves: KeptLeaves) throws {
    guard let input = leaves.input,
      let cache = PostgresLeaves(settings, workers: 1, of: input, program: programDigest)
    else { return }
    let connection = try Connection(settings.named("keep"))
    try connection.transaction { connection in
      try expectNoNewerRun(on: connection)
      try Failpoint.leaves.around { try cache.write(leaves, on: connection) }
    }
  }

  /// Forgets what was made of the submissions that somebody had read again.
  ///
  /// Where heads alone tell of changes, lines may have changed behind a head that has not, which is
  /// why somebody asked; the next night must not take back what was made of the old ones. Before
  /// anything is shown, so that no crash comes in between.
  func forgetLeaves(of batch: LoadedBatch, on connection: borrowing Connection) throws {
    guard batch.scope.years != nil, batch.state?.fingerprint.detection != .marks else { return }
    try connection.transaction { connection in
      try expectNoNewerRun(on: connection)
      try connection.run(.deleteLeaves, [.intArray(batch.headers.map(\.id))])
    }
  }
}
