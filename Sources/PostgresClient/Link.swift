import CLibpq
import Glibc

/// The `PGconn` of a connection, closed with it, and what its calls wait with.
///
/// Nothing here blocks without a bound: libpq sends what it can and hands back the rest, and the
/// wait for more is at the socket, where `Silence` is noticed.
final class Link {
  let pointer: OpaquePointer
  let settings: ConnectionSettings
  /// Who works for the session; nil until the server has told.
  var backend: Backend?
  var silence: Silence

  init(_ pointer: OpaquePointer, _ settings: ConnectionSettings) {
    self.pointer = pointer
    self.settings = settings
    silence = Silence()
    PQsetnonblocking(pointer, 1)
    // A library does not write to the terminal; what matters comes back as an error.
    PQsetNoticeProcessor(pointer, { _, _ in }, nil)
  }

  deinit { PQfinish(pointer) }

  /// Ends the connection without a word to the server, which may not listen.
  /// The corresponding C function is `PQsocket`.
  func hangUp() {
    _ = shutdown(PQsocket(pointer), Int32(SHUT_RDWR))
  }
}

/// What a call does, for the errors of its waits.
struct Call {
  let operation: PostgresError.Operation
  /// The name of the statement.
  let statement: String

  init(_ operation: PostgresError.Operation, _ statement: Statement) {
    self.operation = operation
    self.statement = statement.name
  }

  /// The error that the connection holds.
  func failure(on link: Link) -> PostgresError {
    PostgresError(operation, statement: statement, on: link.pointer)
  }
}

/// Sending and receiving.
extension Link {
  /// Sends a statement, with parameters or as a script. The corresponding C functions are
  /// `PQsendQueryParams` and `PQsendQuery`.
  func send(
    _ statement: Statement, _ parameters: [Parameter]?, _ call: Call
  ) throws(PostgresError) {
    silence = Silence()
    guard let parameters else {
      guard PQsendQuery(pointer, statement.sql) == 1 else { throw call.failure(on: self) }
      return try flush(call)
    }
    let sent = withCStrings(parameters) { values in
      PQsendQueryParams(
        pointer, statement.sql, Int32(parameters.count), nil, values, nil, nil, 0)
    }
    guard let sent else {
      throw PostgresError(
        call.operation, statement: call.statement, sqlState: "22021",
        message: "a text parameter holds a zero byte")
    }
    guard sent == 1 else { throw call.failure(on: self) }
    try flush(call)
  }

  /// Sends what libpq still holds. The corresponding C function is `PQflush`.
  func flush(_ call: Call) throws(PostgresError) {
    while true {
      switch PQflush(pointer) {
      case 0: return
      case 1: try awaitTraffic(call, isSending: true)
      // The server may have said why it has gone; reading tells.
      default: return
      }
    }
  }

  /// The answer to a statement: the first error, else the last result, or the one that begins a
  /// copy; what `PQexec` gives.
  ///
  /// - Returns: nil when libpq gives no result.
  func answer(to call: Call) throws(PostgresError) -> ResultHandle? {
    var answer: ResultHandle?
    while true {
      do {
        while PQisBusy(pointer) == 1 { try awaitTraffic(call) }
      } catch {
        // What the server said before it went explains more than that it went.
        if let answer, answer.isError { return answer }
        throw error
      }
      guard let result = ResultHandle(PQgetResult(pointer)) else { return answer }
      if result.beginsCopy { return result }
      if answer?.isError != true { answer = result }
      if PQstatus(pointer) == CONNECTION_BAD { return answer }
    }
  }

  /// Takes what is left of the answers to a statement.
  func discardAnswers(_ call: Call) {
    while let result = try? answer(to: call), !result.beginsCopy, !result.isError {}
  }

  /// Hands bytes of a copy to the server. The corresponding C function is `PQputCopyData`.
  func put(_ bytes: UnsafePointer<CChar>, count: Int32, _ call: Call) throws(PostgresError) {
    silence = Silence()
    while true {
      switch PQputCopyData(pointer, bytes, count) {
      case 1: return try flush(call)
      case 0: try awaitTraffic(call, isSending: true)
      default: throw call.failure(on: self)
      }
    }
  }

  /// Ends a copy; with a reason, none of it stays. The corresponding C function is `PQputCopyEnd`.
  func endCopy(because reason: String? = nil, _ call: Call) throws(PostgresError) {
    silence = Silence()
    while true {
      switch PQputCopyEnd(pointer, reason) {
      case 1: return try flush(call)
      case 0: try awaitTraffic(call, isSending: true)
      default: throw call.failure(on: self)
      }
    }
  }

  /// The next message of a copy. The corresponding C function is `PQgetCopyData`.
  ///
  /// - Returns: Its length, -1 at the end and -2 for an error, as the C function does.
  func receive(
    _ message: inout UnsafeMutablePointer<CChar>?, _ call: Call
  ) throws(PostgresError) -> Int32 {
    var length = PQgetCopyData(pointer, &message, 1)
    guard length == 0 else { return length }
    silence = Silence()
    while length == 0 {
      try awaitTraffic(call)
      length = PQgetCopyData(pointer, &message, 1)
    }
    return length
  }

  /// Waits until the server sends or takes something, a second at most, and takes what has come.
  ///
  /// The corresponding C functions are `PQsocket`, `poll` and `PQconsumeInput`.
  ///
  /// - Throws: `PostgresError` when the connection is lost, or given up after long silence.
  private func awaitTraffic(_ call: Call, isSending: Bool = false) throws(PostgresError) {
    var watched = pollfd(
      fd: PQsocket(pointer), events: Int16(POLLIN | (isSending ? POLLOUT : 0)), revents: 0)
    // Not longer: what lies decrypted in libpq does not show at the socket.
    let count = poll(&watched, 1, 1_000)
    if count > 0 {
      silence = Silence()
    } else if count < 0 && errno != EINTR {
      throw PostgresError(
        call.operation, statement: call.statement,
        message: "cannot wait at the socket (errno \(errno))")
    } else {
      try judgeSilence(call)
    }
    guard PQconsumeInput(pointer) == 1 else { throw call.failure(on: self) }
  }
}
