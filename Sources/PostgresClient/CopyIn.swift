import CLibpq

extension Connection {
  /// Runs `COPY … FROM STDIN` with what `body` writes.
  ///
  /// The statement decides the format: with `FORMAT binary` the writer sends header and trailer by
  /// itself and `body` appends rows; otherwise `body` appends raw text or CSV.
  ///
  /// - Returns: The number of rows copied.
  /// - Throws: The error of `body`, after telling the server to drop what it has; or
  ///   `PostgresError`.
  @discardableResult
  public borrowing func copyIn(
    _ statement: Statement, _ body: (inout CopyWriter) throws -> Void
  ) throws -> Int {
    let isBinary = try startCopy(statement, as: .copyIn, expecting: PGRES_COPY_IN)
    var writer = CopyWriter(link, statement, isBinary: isBinary)
    do {
      try body(&writer)
      try writer.finish()
    } catch {
      giveUp(statement, because: error)
      throw error
    }
    return try copiedRowCount(statement)
  }

  /// Ends the copy so that no row stays. The corresponding C function is `PQputCopyEnd`.
  private borrowing func giveUp(_ statement: Statement, because error: any Error) {
    // The type only: the message stands in the server's log, where amounts have no business.
    _ = PQputCopyEnd(link, "\(statement.name) stopped by \(type(of: error))")
    while let result = PQgetResult(link) { PQclear(result) }
  }

  private borrowing func copiedRowCount(_ statement: Statement) throws(PostgresError) -> Int {
    guard PQputCopyEnd(link, nil) == 1 else {
      throw PostgresError(.copyIn, statement: statement.name, on: link)
    }
    var rowCount = 0
    var failure: PostgresError?
    while let result = ResultHandle(PQgetResult(link)) {
      if PQresultStatus(result.pointer) == PGRES_COMMAND_OK {
        rowCount = Rows(result, of: statement).affectedCount
      } else if failure == nil {
        failure = PostgresError(
          .copyIn, statement: statement.name, result: result.pointer, on: link)
      }
    }
    if let failure { throw failure }
    return rowCount
  }
}
