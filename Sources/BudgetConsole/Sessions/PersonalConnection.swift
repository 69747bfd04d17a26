#if Console
import BudgetStore
import Dispatch
import PostgresClient
import Synchronization

/// The connection of one person, as the role that they logged in as.
///
/// libpq blocks; so every call goes through a queue of its own, and the threads that tasks share
/// never wait for the database, nor does one person for another's statements.
final class PersonalConnection: Sendable {
  /// What the role may read and do, as it was when the person came.
  let rights: SessionRights
  private let connection: Mutex<Connection>
  private let queue: DispatchQueue

  /// - Throws: `Refusal` where nothing proves who the person is, or they may read nothing.
  private init(
    _ settings: ConnectionSettings, needsPassword: Bool, on queue: DispatchQueue
  ) throws {
    let connection = try Connection(settings)
    let isProved = connection.usedPassword
    guard isProved || !needsPassword else { throw Refusal.noPassword }
    rights = try SessionRights(of: connection)
    self.connection = Mutex(connection)
    self.queue = queue
  }

  /// Connects as somebody; their password is kept by the connection alone.
  static func open(
    _ settings: ConnectionSettings, needsPassword: Bool
  ) async throws -> PersonalConnection {
    // Not on a global queue: on Linux the threads that tasks share are its threads.
    let queue = DispatchQueue(label: "huizong.console.person")
    return try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(
          with: Result {
            try PersonalConnection(settings, needsPassword: needsPassword, on: queue)
          })
      }
    }
  }

  /// Reads what belongs together, in a transaction that cannot write and sees one publication.
  func reading<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing Connection) throws -> Value
  ) async throws -> Value {
    try await working { connection in
      try connection.transaction(.repeatableRead(readOnly: true), body)
    }
  }

  /// Files something.
  func filing<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing Connection) throws -> Value
  ) async throws -> Value {
    try await working { connection in try connection.transaction(.readCommitted, body) }
  }

  private func working<Value: Sendable>(
    _ body: @escaping @Sendable (borrowing Connection) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        let result = Result { try self.connection.withLock { try body($0) } }
        continuation.resume(with: result)
      }
    }
  }
}
#endif
