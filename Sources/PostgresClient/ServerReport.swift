import CLibpq

/// What libpq tells about a failure, turned into `PostgresError` in one place.
extension PostgresError {
  /// The error of a result; the corresponding C function is `PQresultErrorField`.
  init(_ operation: Operation, statement: String?, result: OpaquePointer, on link: OpaquePointer) {
    func field(_ code: DiagnosticCode) -> String? {
      let text = PQresultErrorField(result, Int32(code.rawValue.value))
      return text.map { String(cString: $0) }
    }
    self.init(
      operation, statement: statement, sqlState: field(.sqlState),
      message: field(.primaryMessage) ?? lastMessage(of: link), detail: field(.detail),
      hint: field(.hint),
      place: Place(
        schema: field(.schema), table: field(.table), column: field(.column),
        constraint: field(.constraint), context: field(.context)),
      connectionIsDead: PQstatus(link) == CONNECTION_BAD)
  }

  /// The error that the connection itself holds; the corresponding C function is `PQerrorMessage`.
  init(_ operation: Operation, statement: String? = nil, on link: OpaquePointer) {
    self.init(
      operation, statement: statement, message: lastMessage(of: link),
      connectionIsDead: PQstatus(link) == CONNECTION_BAD)
  }
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
