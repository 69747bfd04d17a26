public import PostgresClient
import Synchronization

/// A connection that hears at once when somebody asks for a year.
///
/// What is heard only says when to look; what there is to do stands in `control.rerun_request`. So
/// a notification that is lost costs time, never a request.
public final class RequestListener: Sendable {
  /// What there is to do.
  public enum Demand: Sendable, Hashable {
    /// Nobody waits for a year.
    case nothing
    /// Somebody does, behind a run that is at work.
    case heldUp
    /// Somebody does, and a run can begin.
    case ready
  }

  private let connection: Mutex<Connection>
  private let waker: Waker

  /// Connects and listens, and proves that it hears.
  ///
  /// A pooler that changes servers from transaction to transaction keeps what is told; it would
  /// also keep the lock of a run for ever.
  ///
  /// - Parameter waker: Ends every wait.
  /// - Throws: `StoreError` where the schema is older than the program or nothing is heard,
  ///   `MigrationError` or `PostgresError`.
  public convenience init(_ settings: ConnectionSettings, unless waker: Waker) throws {
    try self.init(settings, calledFrom: settings, unless: waker)
  }

  /// - Parameter others: How somebody else connects, whom the listener must hear.
  init(
    _ settings: ConnectionSettings, calledFrom others: ConnectionSettings, unless waker: Waker
  ) throws {
    let connection = try Connection(settings.named("watch"))
    try connection.expectOwnBackend()
    try Migrator().expectNothingPending(on: connection)
    try connection.run(.listenForRequests)
    // From a session of its own: an answer on the way back of a statement would prove nothing.
    try Connection(others.named("call")).run(.callListeners)
    guard try !connection.notifications(within: .seconds(10), unless: waker).isEmpty else {
      throw StoreError(
        .wrongConnection,
        StoreError.Words(
          "收不到数据库的通知", "notifications of the database do not arrive"),
        hint: StoreError.Words(
          "请直接连接数据库服务器,不经连接池", "connect to the server itself, not to a pooler"))
    }
    self.connection = Mutex(connection)
    self.waker = waker
  }

  /// Looks what there is to do; blocks.
  public func demand() throws -> Demand {
    try connection.withLock { connection in
      let row = try connection.run(.findDemand)[0]
      guard try row.bool("is_asked") else { return .nothing }
      return try row.bool("is_locked") ? .heldUp : .ready
    }
  }

  /// Blocks until something is heard, the time is over, or the waker calls.
  ///
  /// - Throws: `PostgresError` when the connection is lost.
  public func wait(atMost timeout: Duration) throws {
    try connection.withLock { connection in
      _ = try connection.notifications(within: timeout, unless: waker)
    }
  }
}
