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
  private let superseded: SupersededVolumes
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
    SupersededVolumes(settings: settings).detach(on: lock)
    let years = request.requestedOnly ? Array(Set(asked.map(\.year))).sorted() : request.years
    let isTable = try lock.run(.measureLines)[0].bool("is_table")
    let kind = request.isFull ? "full" : years == nil ? "night" : "rerun"
    let row = try Failpoint.runRow.around {
      try lock.takeRow([
        .text(kind), .text(years.map { "{" + $0.map(String.init).joined(separator: ",") + "}" }),
        .intArray(asked.map(\.id)), .text(request.programVersion),
        .text(isTable ? "tables" : "views"), .text(request.host),
        .text(lock.identity.name),
      ])
    }
    return RunSession(
      runID: row.id, fenceToken: row.token, years: years, servesRequests: !asked.isEmpty,
      superseded: SupersededVolumes(settings: settings), lock: lock)
  }

  /// Takes the lock that a run holds, and clears away what dead runs left.
  ///
  /// - Returns: The connection with which the lock lives.
  /// - Throws: `StoreError` of kind `busy` when another run holds it, of kind `wrongConnection`
  ///   where no lock would live.
  static func takeLock(_ settings: ConnectionSettings) throws -> Connection {
    let lock = try Connection(settings.named("lock"))
    try lock.expectOwnBackend()
    guard try Failpoint.lock.around({ try lock.takeRunLock() }) else {
      throw StoreError(
        .busy, StoreError.Words("另一次运行正在进行", "another run is active"),
        hint: StoreError.Words(
          "huizong status 显示是哪一次,请稍后再试", "`huizong status` shows which; try again later"))
    }
    do {
      try Failpoint.sweep.around { try lock.transaction(.readCommitted, sweep) }
    } catch let error as PostgresError where error.isDiskFull {
      // The rows of dead runs may find no room before what they have written is gone, and that may
      // go only when none of them can publish it any more.
      try lock.transaction { connection in
        try connection.run(.takeFence)
        try connection.run(.dropUnpublishedVolumes)
      }
      try lock.transaction(.readCommitted, sweep)
    }
    return lock
  }

  /// Clears away what dead runs left.
  private static func sweep(over connection: borrowing Connection) throws {
    // Held to the end, so that a run which only looks dead publishes before this or never.
    do {
      try connection.run(.lockFence)
    } catch {
      guard error.sqlState == "55P03" else { throw error }
      throw StoreError(
        .busy,
        StoreError.Words(
          "一次失去锁的运行正在发布", "a run that has lost its lock is publishing"),
        hint: StoreError.Words(
          "huizong status 显示是哪一次,请稍后再试", "`huizong status` shows which; try again later"))
    }
    try connection.run(.sweepDeadRuns)
    try connection.run(.reopenDeadRequests)
    try connection.run(.dropUnpublishedVolumes)
    try connection.run(.clearPastChanges, [.int(.max)])
  }

  private init(
    runID: Int64, fenceToken: Int64, years: [Int]?, servesRequests: Bool,
    superseded: SupersededVolumes, lock: consuming sending Connection
  ) {
    self.runID = runID
    self.fenceToken = fenceToken
    self.years = years
    self.servesRequests = servesRequests
    self.superseded = superseded
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

  /// Takes out of the readers' way what only older publications show.
  func detachSuperseded() {
    lock.withLock { superseded.detach(on: $0) }
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

  /// Why a run failed that a newer one has overtaken, whatever it stumbled over: what it had
  /// written is gone, or it is not let through. Such a run has lost its lock.
  ///
  /// - Returns: nil where there is no newer run, or nobody can tell.
  func overtaking(_ settings: ConnectionSettings) -> (any Error)? {
    guard let connection = try? Connection(settings.named("fence")),
      let rows = try? connection.run(.readFence), let newest = try? rows[0].int("token"),
      newest != fenceToken
    else { return nil }
    return StoreError.fencedOut
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
      // First and by itself: on a full disk the row may find no room before the volumes are gone.
      try? lock.dropOwnVolumes()
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
      }
    }
  }
}

extension StoreError {
  /// What ends a run that is not the newest.
  static let fencedOut = StoreError(
    .busy,
    Words(
      "更新的运行已经开始,本次运行已被取代,未发布任何结果",
      "a newer run has started; this one was fenced out and published nothing"),
    hint: Words("huizong status 显示那次运行", "`huizong status` shows the newer run"))
}

extension Connection {
  /// Whether the lock of a run is this connection's now.
  ///
  /// The server lets a lock go a moment after the run that held it has gone, so whoever does not
  /// get it asks again for a second; less where its holder is alive, which waits for its next
  /// statement most of the time.
  fileprivate borrowing func takeRunLock() throws -> Bool {
    for attempt in 0..<10 {
      if attempt > 0 {
        let holderIsIdle = try run(.waitForLock)[0].bool("holder_is_idle")
        if attempt > 3, holderIsIdle { return false }
      }
      if try run(.tryRunLock)[0].bool("is_taken") { return true }
    }
    return false
  }

  /// Removes what this run has written, once the server has seen that its workers are gone: until
  /// then they hold their tables. What stays all the same, the next run removes.
  borrowing func dropOwnVolumes() throws {
    let end = ContinuousClock.now + .seconds(3)
    repeat {
      try run(.dropUnpublishedVolumes)
      if try run(.listUnusedVolumes).isEmpty { return }
    } while ContinuousClock.now < end
  }

  /// Takes the next token and a row for a run, and the requests that it serves.
  fileprivate borrowing func takeRow(_ parameters: [Parameter]) throws -> (id: Int64, token: Int64)
  {
    try transaction { connection in
      let row = try connection.run(.beginRun, parameters)[0]
      let runID = try row.int("run_id")
      // The third parameter of both.
      try connection.run(.takeRequests, [.int(runID), parameters[2]])
      try connection.run(.refuseClosedRequests, [.int(runID)])
      return (id: runID, token: try row.int("fence_token"))
    }
  }
}
