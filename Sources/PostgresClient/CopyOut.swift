import CLibpq

extension Connection {
  /// Runs `COPY … TO STDOUT` and lets `body` read what comes.
  ///
  /// COPY takes no parameters: set them before with `SELECT set_config('huizong.x', $1, false)` and
  /// read them with `current_setting('huizong.x')`. Rows that `body` leaves unread are thrown away.
  ///
  /// - Throws: The error of `body`, or `PostgresError`. When `body` throws before the copy ends,
  ///   the connection is lost with it.
  @discardableResult
  public borrowing func copyOut<Result>(
    _ statement: Statement, _ body: (inout CopyReader) throws -> Result
  ) throws -> Result {
    _ = try startCopy(statement, as: .copyOut, expecting: PGRES_COPY_OUT)
    var reader = CopyReader(handle, statement)
    do {
      let result = try body(&reader)
      while try reader.nextMessage() != nil {}
      return result
    } catch {
      // A cancel request would travel unencrypted, and reading a long copy to its end could take
      // minutes.
      if !reader.isFinished { handle.hangUp() }
      discardCopy(statement)
      throw error
    }
  }

  /// - Returns: Whether the copy is in the binary format.
  borrowing func startCopy(
    _ statement: Statement, as operation: PostgresError.Operation, expecting: ExecStatusType
  ) throws(PostgresError) -> Bool {
    let call = Call(operation, statement)
    try handle.send(statement, nil, call)
    guard let result = try handle.answer(to: call) else { throw call.failure(on: handle) }
    let status = PQresultStatus(result.pointer)
    guard status != expecting else { return PQbinaryTuples(result.pointer) == 1 }
    if status == PGRES_FATAL_ERROR {
      throw PostgresError(operation, statement: statement.name, result: result.pointer, on: link)
    }
    endUnwantedCopy(statement, as: operation)
    throw PostgresError(
      operation, statement: statement.name, message: "the statement is not a COPY this way")
  }

  /// Ends a copy that nobody expected, so that the connection is ready for the next statement.
  borrowing func endUnwantedCopy(
    _ statement: Statement, as operation: PostgresError.Operation
  ) {
    let call = Call(operation, statement)
    _ = try? handle.endCopy(because: "\(statement.name) is no copy", call)
    discardCopy(statement)
  }

  /// Reads on until the connection is ready for the next statement.
  private borrowing func discardCopy(_ statement: Statement) {
    let call = Call(.copyOut, statement)
    var message: UnsafeMutablePointer<CChar>?
    while let length = try? handle.receive(&message, call), length > 0 { PQfreemem(message) }
    handle.discardAnswers(call)
  }
}
