import Foundation
import PostgresClient
import Synchronization

/// Where the tests of the watch ask for years and look what becomes of them; every call blocks.
struct Desk: Sendable {
  let conninfo: String
  let watch: Process

  /// Asks for a year as an administrator does.
  func ask(for year: Int) throws -> String {
    let connection = try Connection(
      ConnectionSettings(conninfo: conninfo + " options='-c role=huizong_admin'"))
    return try connection.text("SELECT control.request_rerun(\(year), 'somebody wants to know')")
  }

  func latestRequest() throws -> String {
    try asked("SELECT max(request_id) FROM control.rerun_request")
  }

  /// State and outcome of a request.
  func request(_ id: String) throws -> String {
    try asked(
      "SELECT concat_ws(' ', state, outcome) FROM control.rerun_request WHERE request_id = \(id)")
  }

  /// How long the request was open.
  func secondsUntilTaken(_ id: String) throws -> Double {
    let text = try asked(
      """
      SELECT extract(epoch FROM started_at - requested_at)
      FROM control.rerun_request
      JOIN control.run USING (run_id)
      WHERE request_id = \(id)
      """)
    return Double(text) ?? .infinity
  }

  func execute(_ sql: String) throws {
    try Connection(ConnectionSettings(conninfo: conninfo))
      .runScript(Statement(name: "change", sql: sql))
  }

  private func asked(_ sql: String) throws -> String {
    try Connection(ConnectionSettings(conninfo: conninfo)).text(sql)
  }
}

/// Waiting, for a minute at most.
extension Desk {
  func wait(until state: String, of id: String) throws {
    try until("request \(id) is \(state)") { try request(id) == state }
  }

  /// Waits until the watch listens with nothing left to do.
  ///
  /// - Returns: The process id of its backend.
  @discardableResult
  func awaitWatch() throws -> String {
    var pid = ""
    try until("the watch listens") {
      pid = try asked(
        """
        SELECT coalesce(max(pid)::text, '')
        FROM pg_stat_activity
        WHERE datname = current_database()
          AND application_name = 'huizong/watch'
          AND state = 'idle'
          AND query LIKE '-- find_demand%'
          AND state_change < clock_timestamp() - interval '1 second'
          AND NOT EXISTS (
            SELECT
            FROM pg_stat_activity AS night
            WHERE night.datname = current_database()
              AND night.application_name LIKE 'huizong/%'
              AND night.application_name <> 'huizong/watch'
          )
        """)
      return !pid.isEmpty
    }
    return pid
  }

  func awaitANightThatWaits() throws {
    try until("the night waits for the explanations") {
      try asked(
        """
        SELECT count(*)
        FROM pg_locks
        WHERE NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """) != "0"
    }
  }

  private func until(_ what: String, _ holds: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try !holds() {
      guard watch.isRunning, ContinuousClock.now < deadline else { throw NeverCame(what: what) }
      usleep(20_000)
    }
  }
}

/// What stands in the way of a night.
extension Desk {
  func holdingTheRunLock<Result>(_ body: () throws -> Result) throws -> Result {
    let holder = try Connection(ConnectionSettings(conninfo: conninfo))
    _ = try holder.text("SELECT pg_advisory_lock(1215654266, 1)::text")
    let result = try body()
    _ = holder.backendPID
    return result
  }

  /// A night hears of it while it loads, when it has taken its requests.
  func holdingTheExplanations<Result>(_ body: () throws -> Result) throws -> Result {
    let holder = try Connection(ConnectionSettings(conninfo: conninfo))
    return try holder.transaction { holder in
      try holder.run(Statement(name: "block", sql: "LOCK TABLE intake.explanation"))
      return try body()
    }
  }
}

extension Connection {
  /// The one value of a query.
  borrowing func text(_ sql: String) throws -> String {
    try run(Statement(name: "test_query", sql: sql, shape: .oneRow))[0].text(0)
  }
}

/// A text that one thread notes and another reads.
final class Scratchpad: Sendable {
  private let noted = Mutex("")

  var text: String { noted.withLock { $0 } }

  func note(_ text: String) { noted.withLock { $0 = text } }
}

/// The time since a moment that another thread tells.
final class Stopwatch: Sendable {
  private let begun = Mutex(ContinuousClock.now)

  var elapsed: Duration { begun.withLock { .now - $0 } }

  func start() { begun.withLock { $0 = .now } }
}

private struct NeverCame: Error {
  let what: String
}
