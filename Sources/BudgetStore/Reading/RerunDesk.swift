public import PostgresClient

/// A request for a year.
public struct RerunRequestRow: Sendable {
  /// The request.
  public let requestID: Int64
  /// The year asked for.
  public let fiscalYear: Int64
  /// Why.
  public let reason: String
  /// Who asked.
  public let requestedBy: String
  /// When, ISO 8601.
  public let requestedAt: String
  /// `open`, `taken`, `done` or `failed`.
  public let state: String
  /// The run that took it; nil while it is open.
  public let runID: Int64?
  /// `published` or `confirmed unchanged`; nil unless it is done.
  public let outcome: String?
  /// When it ended, ISO 8601; nil while it waits.
  public let finishedAt: String?

  /// Whether no run has answered it yet.
  public var isWaiting: Bool { finishedAt == nil }
}

/// Where people ask for a year again.
public enum RerunDesk {
  /// Asks for a year; an open request for it is joined, not doubled. It leaves an audit record.
  ///
  /// - Returns: The number of the request.
  public static func request(
    fiscalYear: Int, reason: String, on connection: borrowing Connection
  ) throws(PostgresError) -> Int64 {
    try connection.run(.requestRerun, [.int(Int64(fiscalYear)), .text(reason)])[0]
      .int("request_id")
  }

  /// Whether anybody has filed for a year, or it is published: of another one there is nothing to
  /// work out again.
  public static func isKnown(
    year: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> Bool {
    try connection.run(.inspectYear, [.int(Int64(year))])[0].bool("is_known")
  }

  /// The requests that wait or are being served, oldest first, and then the last ones that have
  /// ended, latest first.
  public static func requests(
    endedLimit: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> [RerunRequestRow] {
    var rows: [RerunRequestRow] = []
    for row in try connection.run(.selectRerunRequests, [.int(Int64(endedLimit))]) {
      rows.append(
        RerunRequestRow(
          requestID: try row.int("request_id"), fiscalYear: try row.int("fiscal_year"),
          reason: try row.text("reason"), requestedBy: try row.text("requested_by"),
          requestedAt: try row.text("requested_at"), state: try row.text("state"),
          runID: try row.optionalInt("run_id"), outcome: try row.optionalText("outcome"),
          finishedAt: try row.optionalText("finished_at")))
    }
    return rows
  }
}
