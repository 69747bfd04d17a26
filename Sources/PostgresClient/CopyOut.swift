import CLibpq
import Glibc

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
    var reader = CopyReader(link, statement)
    do {
      let result = try body(&reader)
      while try reader.nextMessage() != nil {}
      return result
    } catch {
      if !reader.isFinished { hangUp() }
      discardAnswers()
      throw error
    }
  }

  /// - Returns: Whether the copy is in the binary format.
  borrowing func startCopy(
    _ statement: Statement, as operation: PostgresError.Operation, expecting: ExecStatusType
  ) throws(PostgresError) -> Bool {
    guard let result = ResultHandle(PQexec(link, statement.sql)) else {
      throw PostgresError(operation, statement: statement.name, on: link)
    }
    let status = PQresultStatus(result.pointer)
    guard status != expecting else { return PQbinaryTuples(result.pointer) == 1 }
    if status == PGRES_FATAL_ERROR {
      throw PostgresError(operation, statement: statement.name, result: result.pointer, on: link)
    }
    throw PostgresError(
      operation, statement: statement.name, message: "the statement is not a COPY this way")
  }

  /// Ends the connection, which ends the copy: a cancel request would travel unencrypted, and
  /// reading a long copy to its end could take minutes. The corresponding C function is `PQsocket`.
  private borrowing func hangUp() {
    _ = shutdown(PQsocket(link), Int32(SHUT_RDWR))
  }

  /// Reads on until the connection is ready for the next statement.
  private borrowing func discardAnswers() {
    var message: UnsafeMutablePointer<CChar>?
    while PQgetCopyData(link, &message, 0) > 0 { PQfreemem(message) }
    while let result = PQgetResult(link) { PQclear(result) }
  }
}
