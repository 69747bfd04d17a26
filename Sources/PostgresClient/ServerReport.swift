import CLibpq

/// What libpq tells about a failure, turned into `PostgresError` in one place.
extension PostgresError {
  /// The error of a result; the corresponding C function is `PQresultErrorField`.
  init(_ operation: Operation, statement: String?, result: OpaquePointer, on link: OpaquePointer) {
    func field(_ code: DiagnosticCode) -> String? {
      let text = PQresultErrorField(result, Int32(code.rawValue.value))
      return text.map { String(cString: $0) }
    }
    let sqlState = field(.sqlState)
    self.init(
      operation, statement: statement, sqlState: sqlState,
      message: field(.primaryMessage) ?? lastMessage(of: link), detail: field(.detail),
      hint: field(.hint),
      place: Place(
        schema: field(.schema), table: field(.table), column: field(.column),
        constraint: field(.constraint), context: field(.context)),
      connectionIsDead: sqlState == nil ? isDead(link) : PQstatus(link) == CONNECTION_BAD)
  }

  /// The error that the connection itself holds; the corresponding C function is `PQerrorMessage`.
  init(_ operation: Operation, statement: String? = nil, on link: OpaquePointer) {
    self.init(
      operation, statement: statement, message: lastMessage(of: link),
      connectionIsDead: isDead(link),
      hadPassword: operation == .connect && PQconnectionUsedPassword(link) != 0)
  }
}

/// Whether the connection is unusable after an error that the server has not sent.
///
/// libpq reports what it could not send before it notices that the server has gone, where the
/// server had said something at last, such as that it shuts down: reading on tells. Source:
/// `PQgetResult` in fe-exec.c and `pqReadData` in fe-misc.c of PostgreSQL 15.
private func isDead(_ link: OpaquePointer) -> Bool {
  if PQstatus(link) == CONNECTION_BAD { return true }
  return PQconsumeInput(link) == 0 && PQstatus(link) == CONNECTION_BAD
}

private func lastMessage(of link: OpaquePointer) -> String {
  var text = String(cString: PQerrorMessage(link))
  while text.last?.isWhitespace == true { text.removeLast() }
  return text.isEmpty ? "the server closed the connection without a message" : text
}

/// The macros `PG_DIAG_*` of postgres_ext.h; Swift does not import macros that are characters.
private enum DiagnosticCode: Unicode.Scalar {
  case sqlState = "C"
  case primaryMessage = "M"
  case detail = "D"
  case hint = "H"
  case context = "W"
  case schema = "s"
  case table = "t"
  case column = "c"
  case constraint = "n"
}
