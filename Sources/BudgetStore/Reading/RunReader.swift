public import PostgresClient

/// One row of `control.run`.
public struct RunRow: Sendable {
  /// The run.
  public let runID: Int64
  /// `night`, `rerun` or `full`.
  public let kind: String
  /// `running`, `staged`, `published`, `up_to_date`, `failed`, …
  public let state: String
  /// The years asked for; nil for all.
  public let years: [Int]?
  /// When it started, ISO 8601.
  public let startedAt: String
  /// When it ended, ISO 8601; nil while it goes on.
  public let finishedAt: String?
  /// How long it took, or has taken so far.
  public let seconds: String
  /// The stage it entered last.
  public let stage: String?
  /// Submissions read.
  public let submissionsRead: Int64?
  /// Lines read.
  public let linesRead: Int64?
  /// Anomalies found.
  public let anomalyCount: Int64?
  /// The exit code of its process.
  public let exitCode: Int64?
  /// How it learned what had changed: `marks`, `heads` or `everything`; nil before it knew.
  public let changeDetection: String?
  /// Why it trusted no marks, each as `table:reason`; empty where it did, or did not ask.
  public let changeDoubts: [String]
  /// What it said at its end.
  public let message: String?
  /// The version of the program.
  public let programVersion: String
  /// Where it ran.
  public let host: String
  /// The database user.
  public let databaseUser: String
}

/// The session that holds the lock which only one run can hold.
public struct RunLockRow: Sendable {
  /// The process id of the backend.
  public let processID: Int64
  /// The database user.
  public let userName: String?
  /// What the session calls itself.
  public let applicationName: String?
  /// The client's address, `local` for a socket.
  public let client: String
  /// When the session began, ISO 8601; nil where the role may not see it.
  public let since: String?
}

/// Reads what ran and who runs.
public enum RunReader {
  /// Who holds the run lock; nil when nobody does, and then no run is alive whatever its row says.
  public static func lockHolder(
    on connection: borrowing Connection
  ) throws(PostgresError) -> RunLockRow? {
    guard let row = try connection.run(.selectRunLock).first else { return nil }
    return RunLockRow(
      processID: try row.int("process_id"), userName: try row.optionalText("user_name"),
      applicationName: try row.optionalText("application_name"),
      client: try row.text("client"), since: try row.optionalText("since"))
  }

  /// One run; nil where there is none of that number.
  public static func run(
    _ id: Int64, on connection: borrowing Connection
  ) throws(PostgresError) -> RunRow? {
    guard let row = try connection.run(.selectRun, [.int(id)]).first else { return nil }
    return try RunRow(row)
  }

  /// The latest runs first; with `onlyActive` those that have not ended, which is one at most.
  public static func rows(
    limit: Int, onlyActive: Bool = false, on connection: borrowing Connection
  ) throws(PostgresError) -> [RunRow] {
    var rows: [RunRow] = []
    for row in try connection.run(.selectRuns, [.int(Int64(limit)), .bool(onlyActive)]) {
      rows.append(try RunRow(row))
    }
    return rows
  }
}

extension RunRow {
  init(_ row: Row) throws(PostgresError) {
    runID = try row.int("run_id")
    kind = try row.text("kind")
    state = try row.text("state")
    years = try row.optionalText("years").map(BudgetStore.years)
    startedAt = try row.text("started_at")
    finishedAt = try row.optionalText("finished_at")
    seconds = try row.text("seconds")
    stage = try row.optionalText("stage")
    submissionsRead = try row.optionalInt("submissions_read")
    linesRead = try row.optionalInt("lines_read")
    anomalyCount = try row.optionalInt("anomaly_count")
    exitCode = try row.optionalInt("exit_code")
    changeDetection = try row.optionalText("change_detection")
    changeDoubts = (try row.optionalText("change_doubts") ?? "").split(separator: " ")
      .map(String.init)
    message = try row.optionalText("message")
    programVersion = try row.text("program_version")
    host = try row.text("host")
    databaseUser = try row.text("database_user")
  }
}
