internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient
import Synchronization

/// A run's place in the database: the lock that only one run holds, its fence token and its row.
///
/// The lock lives as long as its connection, which otherwise only writes the run's row; the token
/// decides in the publishing transaction, should the lock have been lost meanwhile.
final class RunSession: Sendable {
  let runID: Int64
  let fenceToken: Int64
  /// The years to read; nil for all.
  let years: [Int]?
  /// Whether somebody has asked for what the run does.
  let servesRequests: Bool
  /// Holds the lock, and writes the run's row between the stages.
  private let lock: Mutex<Connection>

  /// Takes the lock, clears away what dead runs left, and takes a token and a row.
  ///
  /// - Returns: nil where only requests were to be done and nobody asked for a year.
  /// - Throws: `StoreError` of kind `busy` when another run holds the lock.
  static func begin(
    _ request: RunRequest, settings: ConnectionSettings
  ) throws -> RunSession? {
    // First, because what a dead run was asked for is open again, and this run may take it.
    let lock = try takeLock(settings)
    try ClosingDesk.expectOpen(request.years ?? [], on: lock)
    let open = try lock.run(.listOpenRequests)
      .map { (id: try $0.int("request_id"), year: Int(try $0.int("fiscal_year"))) }
    let asked = open.filter { request.years?.contains($0.year) ?? true }
    if request.requestedOnly, asked.isEmpty { return nil }
    // What the last run could not detach, because somebody still read it.
    SupersededVolumes(settings: settings).detach()
    let years = request.requestedOnly ? Array(Set(asked.map(\.year))).sorted() : request.years
    let isTable = try lock.run(.measureLines)[0].bool("is_table")
    let kind = request.isFull ? "full" : years == nil ? "night" : "rerun"
    let row = try lock.transaction { connection in
      let row = try connection.run(
        .beginRun,
        [
          .text(kind), .text(years.map { "{" + $0.map(String.init).joined(separator: ",") + "}" }),
          .intArray(asked.map(\.id)), .text(request.programVersion),
          .text(isTable ? "tables" : "views"), .text(request.host), .text(connection.identity.name),
        ])[0]
      let runID = try row.int("run_id")
      try connection.run(.takeRequests, [.int(runID), .intArray(asked.map(\.id))])
      try connection.run(.refuseClosedRequests, [.int(runID)])
      return (id: runID, token: try row.int("fence_token"))
    }
    return RunSession(
      runID: row.id, fenceToken: row.token, years: years, servesRequests: !asked.isEmpty,
      lock: lock)
  }

  /// Takes the lock that a run holds, and clears away what dead runs left.
  ///
  /// - Returns: The connection with which the lock lives.
  /// - Throws: `StoreError` of kind `busy` when another run holds it, of kind `wrongConnection`
  ///   where no lock would live.
  static func takeLock(_ settings: ConnectionSettings) throws -> Connection {
    let lock = try Connection(settings.named("lock"))
    try lock.expectOwnBackend()
    // The server lets a lock go a moment after the run that held it has gone.
    guard
      try (0..<10).contains(where: { attempt in
        if attempt > 0 { try lock.run(.waitForLock) }
        return try lock.run(.tryRunLock)[0].bool("is_taken")
      })
    else {
      throw StoreError(
        .busy, "another run is active", hint: "`huizong status` shows which; try again later")
    }
    try lock.transaction { connection in
      // Held to the end, so that a run which only looks dead publishes before this or never.
      try connection.run(.lockFence)
      try connection.run(.sweepDeadRuns)
      try connection.run(.reopenDeadRequests)
      try connection.run(.dropUnpublishedVolumes)
    }
    return lock
  }

  private init(
    runID: Int64, fenceToken: Int64, years: [Int]?, servesRequests: Bool,
    lock: consuming sending Connection
  ) {
    self.runID = runID
    self.fenceToken = fenceToken
    self.years = years
    self.servesRequests = servesRequests
    self.lock = Mutex(lock)
  }

  /// Notes the stage that the run enters, for those who ask how far it is; the run does not depend
  /// on the note.
  func note(_ stage: RunStage) {
    lock.withLock { _ = try? $0.run(.recordStage, [.int(runID), .text(stage.rawValue)]) }
  }

  /// Notes how the run learns what has changed.
  func note(_ detection: ChangeDetection) {
    let doubts = detection.doubts
    lock.withLock {
      _ = try? $0.run(
        .recordChangeDetection,
        [
          .int(runID), .text(detection.name), doubts.isEmpty ? .text(nil) : .textArray(doubts),
        ])
    }
  }

  /// Makes the marks of changes fewer, which costs speed where it fails and nothing else.
  func foldMarks() {
    lock.withLock { _ = try? $0.run(.foldChanges) }
  }

  /// Lets the next run tell by versions again what has come after closing; costs speed where it
  /// fails and nothing else.
  func refreshClosedYears() {
    lock.withLock { _ = try? $0.run(.refreshClosedYears) }
  }

  /// Ends a run that publishes nothing: its volumes go, its requests get their outcome.
  ///
  /// - Parameters:
  ///   - outcome: What those who asked are told; nil where the run failed.
  ///   - reopensRequests: Whether they are answered by the next run instead.
  func end(
    state: String, exitCode: Int32, message: String, receipt: RunReceipt? = nil,
    outcome: String? = nil, reopensRequests: Bool = false
  ) throws {
    try lock.withLock { lock in
      try lock.transaction { connection in
        try connection.run(
          .endRun,
          [
            .int(runID), .text(state), .int(Int64(exitCode)), .text(message),
            .int(receipt.map { Int64($0.readLineCount) }),
            .int(receipt.map { Int64($0.readSubmissionCount) }),
          ])
        if reopensRequests {
          // Whoever holds the lock is the only one who may have taken any.
          try connection.run(.reopenDeadRequests)
        } else {
          try connection.run(.finishRequests, [.int(runID), .text(outcome)])
        }
        try connection.run(.dropUnpublishedVolumes)
      }
    }
  }
}
