public import PostgresClient

/// A request for a year that no run has answered yet.
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
  /// `open` or `taken`.
  public let state: String
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

  /// The requests that wait or are being served, oldest first.
  public static func waiting(
    on connection: borrowing Connection
  ) throws(PostgresError) -> [RerunRequestRow] {
    var rows: [RerunRequestRow] = []
    for row in try connection.run(.selectRerunRequests) {
      rows.append(
        RerunRequestRow(
          requestID: try row.int("request_id"), fiscalYear: try row.int("fiscal_year"),
          reason: try row.text("reason"), requestedBy: try row.text("requested_by"),
          requestedAt: try row.text("requested_at"), state: try row.text("state")))
    }
    return rows
  }
}
