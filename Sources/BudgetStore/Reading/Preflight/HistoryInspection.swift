public import PostgresClient

/// What has run, what waits, and what was left behind.
public struct HistoryInspection: Sendable {
  /// The run that began last.
  public struct LastRun: Sendable, Hashable {
    /// The run.
    public let runID: Int64
    /// As `RunRow.state`.
    public let state: String
    /// The exit code of its process; nil where it did not come to its end.
    public let exitCode: Int64?
    /// What it said at its end.
    public let message: String?
    /// How long ago it began.
    public let ageSeconds: Int64
  }

  /// The run that began last; nil before the first.
  public let lastRun: LastRun?
  /// How long ago a run last published or found nothing new; nil before the first.
  public let successAgeSeconds: Int64?
  /// Whether a run is at work.
  public let isRunning: Bool
  /// Requests for a year that have been open for more than a day.
  public let oldRequestCount: Int64
  /// How long the oldest of them has waited; nil where there is none.
  public let oldestRequestSeconds: Int64?
  /// Tables of years that no publication shows.
  public let leftoverCount: Int64
  /// What they take.
  public let leftoverBytes: Int64

  /// Asks the server; changes nothing.
  public init(on connection: borrowing Connection) throws(PostgresError) {
    let row = try connection.run(.inspectHistory)[0]
    if let runID = try row.optionalInt("run_id") {
      lastRun = LastRun(
        runID: runID, state: try row.text("state"), exitCode: try row.optionalInt("exit_code"),
        message: try row.optionalText("message"), ageSeconds: try row.int("age_seconds"))
    } else {
      lastRun = nil
    }
    successAgeSeconds = try row.optionalInt("success_age_seconds")
    isRunning = try row.bool("is_locked")
    oldRequestCount = try row.int("old_request_count")
    oldestRequestSeconds = try row.optionalInt("old_request_seconds")
    leftoverCount = try row.int("leftover_count")
    leftoverBytes = try row.int("leftover_bytes")
  }
}
