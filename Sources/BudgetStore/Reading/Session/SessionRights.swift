public import PostgresClient

/// Who a session is, and what its role lets it read and do.
public struct SessionRights: Sendable, Hashable {
  /// The role that logged in.
  public let userName: String
  /// Whose figures it reads; nil for nobody's.
  public let scope: ReaderScope?
  /// Whether it sees runs, requests and closed years.
  public let readsControl: Bool
  /// Whether it may ask for a year again.
  public let mayRequest: Bool
  /// Whether it may answer anomalies, of its own units or as an administrator.
  public let mayAnswer: Bool
  /// Whether it is an administrator, who accepts anomalies.
  public let mayAccept: Bool

  /// What the role of the connection may do now.
  public init(of connection: borrowing Connection) throws(PostgresError) {
    let row = try connection.run(.selectSessionRights)[0]
    userName = try row.text("user_name")
    let (readsAll, readsOwn) = (try row.bool("reads_all"), try row.bool("reads_own"))
    scope = readsAll ? .everything : readsOwn ? .ownUnits : nil
    readsControl = try row.bool("reads_control")
    mayRequest = try row.bool("may_request")
    mayAnswer = try row.bool("may_answer")
    mayAccept = try row.bool("may_accept")
  }
}

/// Whose figures somebody reads.
public enum ReaderScope: Sendable, Hashable {
  /// Those of the whole district.
  case everything
  /// Those of the units they belong to, through `own_summary`.
  case ownUnits
}
