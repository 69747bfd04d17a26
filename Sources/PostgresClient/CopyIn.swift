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
    var writer = CopyWriter(handle, statement, isBinary: isBinary)
    do {
      try body(&writer)
      try writer.finish()
    } catch {
      giveUp(statement, because: error)
      throw error
    }
    return try copiedRowCount(statement)
  }

  /// Ends the copy so that no row stays.
  private borrowing func giveUp(_ statement: Statement, because error: any Error) {
    let call = Call(.copyIn, statement)
    // The type only: the message stands in the server's log, where amounts have no business.
    _ = try? handle.endCopy(because: "\(statement.name) stopped by \(type(of: error))", call)
    handle.discardAnswers(call)
  }

  private borrowing func copiedRowCount(_ statement: Statement) throws(PostgresError) -> Int {
    let call = Call(.copyIn, statement)
    try handle.endCopy(call)
    guard let result = try handle.answer(to: call) else { throw call.failure(on: handle) }
    guard !result.isError else {
      throw PostgresError(
        .copyIn, statement: statement.name, result: result.pointer, on: link)
    }
    return Rows(result, of: statement).affectedCount
  }
}
