import CLibpq

/// One connection to a PostgreSQL server; it closes when it goes out of scope.
///
/// It belongs to the thread that opened it: it can neither be copied nor shared, so only settings
/// and snapshot ids cross to a worker, which opens its own. Every call blocks.
public struct Connection: ~Copyable {
  private let handle: LinkHandle

  /// The `PGconn` of libpq.
  var link: OpaquePointer { handle.link }

  /// Connects and sets up the session. The corresponding C function is `PQconnectdbParams`.
  ///
  /// - Throws: `PostgresError` with operation `connect`.
  public init(_ settings: ConnectionSettings) throws(PostgresError) {
    let handle = LinkHandle(try openLink(settings))
    guard PQstatus(handle.link) == CONNECTION_OK else {
      throw PostgresError(.connect, on: handle.link)
    }
    // A library does not write to the terminal; what matters comes back as an error.
    PQsetNoticeProcessor(handle.link, { _, _ in }, nil)
    try Connection(handle).setUpSession(settings)
    self.init(handle)
  }

  private init(_ handle: LinkHandle) { self.handle = handle }

  /// Runs one statement with bound parameters. The corresponding C function is `PQexecParams`.
  ///
  /// - Throws: `PostgresError`, also when the result has another shape than the statement says.
  @discardableResult
  public borrowing func run(
    _ statement: Statement, _ parameters: [Parameter] = []
  ) throws(PostgresError) -> Rows {
    try run(statement, parameters, as: .run)
  }

  /// Runs several statements in one implicit transaction. The corresponding C function is `PQexec`.
  ///
  /// Rows that a statement gives are thrown away.
  public borrowing func runScript(_ script: Statement) throws(PostgresError) {
    let result = ResultHandle(PQexec(link, script.sql))
    _ = try checked(result, of: script, as: .run)
  }

  borrowing func run(
    _ statement: Statement, _ parameters: [Parameter], as operation: PostgresError.Operation
  ) throws(PostgresError) -> Rows {
    let answer = withCStrings(parameters) { values in
      PQexecParams(link, statement.sql, Int32(parameters.count), nil, values, nil, nil, 0)
    }
    guard let answer else {
      throw PostgresError(
        operation, statement: statement.name, sqlState: "22021",
        message: "a text parameter holds a zero byte")
    }
    let rows = Rows(
      try checked(ResultHandle(answer), of: statement, as: operation), of: statement)
    try rows.insist(on: statement.shape)
    return rows
  }

  /// A result that is neither missing nor an error.
  private borrowing func checked(
    _ result: ResultHandle?, of statement: Statement, as operation: PostgresError.Operation
  ) throws(PostgresError) -> ResultHandle {
    guard let result else { throw PostgresError(operation, statement: statement.name, on: link) }
    switch PQresultStatus(result.pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
      return result
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      // libpq ends the copy by itself when the next statement starts.
      throw PostgresError(
        operation, statement: statement.name, message: "COPY needs copyIn or copyOut")
    case PGRES_EMPTY_QUERY:
      throw PostgresError(operation, statement: statement.name, message: "the statement is empty")
    default:
      throw PostgresError(operation, statement: statement.name, result: result.pointer, on: link)
    }
  }
}

/// What the server says about the session.
extension Connection {
  /// The process id of the backend. The corresponding C function is `PQbackendPID`.
  public var backendPID: Int32 { PQbackendPID(link) }

  /// The server's version, 150018 for 15.18. The corresponding C function is `PQserverVersion`.
  public var serverVersion: Int32 { PQserverVersion(link) }

  /// Whether the connection is encrypted. The corresponding C function is `PQsslInUse`.
  public var isSSL: Bool { PQsslInUse(link) != 0 }

  /// A setting that the server reports by itself, such as `TimeZone`; nil when it does not.
  /// The corresponding C function is `PQparameterStatus`.
  public borrowing func parameterStatus(_ name: String) -> String? {
    PQparameterStatus(link, name).map { String(cString: $0) }
  }
}

/// Closes the `PGconn` with its connection, also when opening it fails halfway: Swift 6.3 refuses
/// an init that throws both before and after a non-copyable struct with a deinit is complete.
private final class LinkHandle {
  let link: OpaquePointer

  init(_ link: OpaquePointer) { self.link = link }

  deinit { PQfinish(link) }
}
