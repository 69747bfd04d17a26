import CLibpq

/// One connection to a PostgreSQL server; it closes when it goes out of scope.
///
/// It belongs to the thread that opened it: it can neither be copied nor shared, so only settings
/// and snapshot ids cross to a worker, which opens its own. Every call blocks.
public struct Connection: ~Copyable {
  /// Closes with the connection, also when opening it fails halfway: Swift 6.3 refuses an init that
  /// throws both before and after a non-copyable struct with a deinit is complete.
  let handle: Link
  /// Whether the connection can only lead to the server that it names.
  public let identity: ServerIdentity

  /// What the connection was made with.
  public var settings: ConnectionSettings { handle.settings }

  /// The `PGconn` of libpq.
  var link: OpaquePointer { handle.pointer }

  /// Connects and sets up the session. The corresponding C function is `PQconnectdbParams`.
  ///
  /// - Throws: `PostgresError` with operation `connect`; where the settings would let anybody
  ///   answer for the server, before anything is sent.
  public init(_ settings: ConnectionSettings) throws(PostgresError) {
    guard given(by: settings.conninfo) != nil else { throw .unreadableConnectionString }
    let identity = ServerIdentity(settings)
    if !settings.allowsInsecureTLS { try identity.expectKnown() }
    let handle = Link(try openLink(settings), settings)
    guard PQstatus(handle.pointer) == CONNECTION_OK else {
      throw PostgresError(.connect, on: handle.pointer)
    }
    handle.backend = try Connection(handle, identity).setUpSession(settings)
    self.init(handle, identity)
  }

  private init(_ handle: Link, _ identity: ServerIdentity) {
    self.handle = handle
    self.identity = identity
  }

  /// Runs one statement with bound parameters; what `PQexecParams` does, but see `Silence`.
  ///
  /// - Throws: `PostgresError`, also when the result has another shape than the statement says.
  @discardableResult
  public borrowing func run(
    _ statement: Statement, _ parameters: [Parameter] = []
  ) throws(PostgresError) -> Rows {
    try run(statement, parameters, as: .run)
  }

  /// Runs several statements in one implicit transaction; what `PQexec` does, but see `Silence`.
  ///
  /// Rows that a statement gives are thrown away.
  public borrowing func runScript(_ script: Statement) throws(PostgresError) {
    let call = Call(.run, script)
    try handle.send(script, nil, call)
    _ = try checked(try handle.answer(to: call), of: script, as: .run)
  }

  borrowing func run(
    _ statement: Statement, _ parameters: [Parameter], as operation: PostgresError.Operation
  ) throws(PostgresError) -> Rows {
    let call = Call(operation, statement)
    try handle.send(statement, parameters, call)
    let rows = Rows(
      try checked(try handle.answer(to: call), of: statement, as: operation), of: statement)
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
      endUnwantedCopy(statement, as: operation)
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

  /// Whether the server asked for a password and was content with it, so that somebody has proved
  /// who they are. The corresponding C function is `PQconnectionUsedPassword`.
  public var usedPassword: Bool { PQconnectionUsedPassword(link) != 0 }

  /// A setting that the server reports by itself, such as `TimeZone`; nil when it does not.
  /// The corresponding C function is `PQparameterStatus`.
  public borrowing func parameterStatus(_ name: String) -> String? {
    PQparameterStatus(link, name).map { String(cString: $0) }
  }
}
