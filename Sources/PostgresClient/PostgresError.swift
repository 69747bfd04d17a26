/// A failure that libpq or the server reported, with what an operator needs to find its cause.
///
/// It never holds a connection string or a password: libpq quotes a connection string that it
/// cannot read, so `Connection` reads it first and keeps the quotation to itself.
public struct PostgresError: Error, Sendable, Hashable {
  /// What the client was doing.
  public enum Operation: String, Sendable, Hashable {
    /// Opening a connection and setting up its session.
    case connect
    /// Running one statement or a script.
    case run
    /// Reading a value from a result.
    case read
    /// Beginning a transaction, which includes joining a snapshot.
    case begin
    /// Committing a transaction.
    case commit
    /// Receiving rows from `COPY … TO STDOUT`.
    case copyOut
    /// Sending rows to `COPY … FROM STDIN`.
    case copyIn
    /// Waiting for notifications.
    case listen
  }

  /// Where in the schema the server saw the error; nil where it names nothing.
  public struct Place: Sendable, Hashable {
    /// The schema of the table or constraint.
    public var schema: String?
    /// The table.
    public var table: String?
    /// The column.
    public var column: String?
    /// The constraint; in this house its name is a sentence.
    public var constraint: String?
    /// The server's context, such as `COPY line, line 3, column actual`.
    public var context: String?
  }

  /// What the client was doing.
  public let operation: Operation
  /// The name of the statement, such as `load_submission_lines`; nil while connecting.
  public let statement: String?
  /// The five-character SQLSTATE; nil when the server never answered or the client itself objects.
  public let sqlState: String?
  /// The primary message, one line.
  public let message: String
  /// The server's DETAIL.
  public let detail: String?
  /// The server's HINT.
  public let hint: String?
  /// Where in the schema the error is.
  public let place: Place
  /// Whether the connection was unusable after the error (`PQstatus` is `CONNECTION_BAD`).
  public let connectionIsDead: Bool
  /// Whether a connection failed of which the server had asked for a password, in whatever language
  /// it said so. The corresponding C function is `PQconnectionUsedPassword`.
  public let hadPassword: Bool

  /// Describes a failure; only this package makes one that no server reported.
  package init(
    _ operation: Operation, statement: String? = nil, sqlState: String? = nil, message: String,
    detail: String? = nil, hint: String? = nil, place: Place = Place(),
    connectionIsDead: Bool = false, hadPassword: Bool = false
  ) {
    self.operation = operation
    self.statement = statement
    self.sqlState = sqlState
    self.message = message
    self.detail = detail
    self.hint = hint
    self.place = place
    self.connectionIsDead = connectionIsDead
    self.hadPassword = hadPassword
  }
}

/// What the error means for the caller; classes are those of appendix A of the PostgreSQL manual.
extension PostgresError {
  /// Whether the connection is gone: a new one is needed, and an open transaction is rolled back.
  public var isConnectionLoss: Bool {
    connectionIsDead || isOfClass("08") || isOneOf(["57P01", "57P02"])
  }

  /// Whether nothing comes over the connection any more; the server has not said that it ends it.
  public var isLinkLoss: Bool { (connectionIsDead && sqlState == nil) || isOfClass("08") }

  /// Whether a COMMIT was sent and its answer lost, so that only looking at the data tells whether
  /// the transaction is there.
  public var isCommitUnknown: Bool { operation == .commit && isConnectionLoss }

  /// Whether the same work may succeed when the whole stage is tried again.
  public var isRetryable: Bool {
    guard !isPermission, !isMisdirected else { return false }
    return isConnectionLoss || isSnapshotLoss
      || isOneOf(["40001", "40P01", "55P03", "57P03", "53300"])
  }

  /// Whether a snapshot could not be joined because the connection that exported it is gone.
  private var isSnapshotLoss: Bool { operation == .begin && isOneOf(["22023", "55000"]) }

  /// Whether the server has no space left.
  public var isDiskFull: Bool { isOneOf(["53100"]) }

  /// Whether the role may not do this or may not log in, or the server does not prove who it is.
  public var isPermission: Bool {
    isOneOf(["42501"]) || isOfClass("28") || refusesConnection(refusals)
  }

  /// Whether the connection settings name something that does not exist.
  public var isMisdirected: Bool { !isPermission && refusesConnection(mistakes) }

  /// Whether the server takes no changes: a standby, or one that was set to.
  public var isReadOnly: Bool { isOneOf(["25006"]) }

  /// Whether all connections that the server, the database or the role may have are taken; libpq
  /// gives no SQLSTATE of a connection that is refused.
  public var isCrowded: Bool {
    isOneOf(["53300"])
      || operation == .connect
        && ["too many clients", "too many connections", "connection slots"]
          .contains(where: message.contains)
  }

  /// Whether the server has run out of something, or somebody ended the statement; not a fault of
  /// either program.
  public var isOutOfService: Bool { isOfClass("53") || isOfClass("57") }

  private func refusesConnection(_ words: [String]) -> Bool {
    // A role or database that has all the connections it may have is there.
    operation == .connect && sqlState == nil && !message.contains("too many connections")
      && words.contains(where: message.contains)
  }

  private func isOfClass(_ prefix: String) -> Bool { sqlState?.hasPrefix(prefix) ?? false }

  private func isOneOf(_ states: [String]) -> Bool { sqlState.map(states.contains) ?? false }
}

extension PostgresError: CustomStringConvertible {
  /// One line a part: the operation and message first, then detail, hint and context.
  public var description: String {
    var head = operation.rawValue
    if let statement { head += " " + statement }
    if let sqlState { head += " [\(sqlState)]" }
    var lines = ["\(head): \(message)"]
    if let detail { lines.append("DETAIL: \(detail)") }
    if let hint { lines.append("HINT: \(hint)") }
    if let context = place.context { lines.append("CONTEXT: \(context)") }
    return lines.joined(separator: "\n")
  }
}

/// What a refused connection is about: libpq 15 gives no SQLSTATE while connecting, so the words
/// decide, which are its own and those of a server that speaks English.
///
/// Source: fe-connect.c, fe-secure-openssl.c, auth.c, postinit.c of PostgreSQL 15.
private let refusals = [
  "authentication failed", "no password supplied", "no pg_hba.conf entry",
  "not permitted to log in", "permission denied", "does not support SSL", "SSL error",
  "certificate", "role \"",
]
private let mistakes = [
  "database \"", "definition of service", "service file", "invalid connection option",
  "connection string", "invalid sslmode", "invalid port",
]
