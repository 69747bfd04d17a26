import Glibc

/// Ends waits for notifications, from any thread: the one under way and all that come after.
///
/// It is a pipe that is never read: once a byte is in it, whoever waits for it wakes.
public final class Waker: Sendable {
  /// What becomes readable with the call.
  let readEnd: Int32
  private let writeEnd: Int32

  /// A waker that has not called yet. The corresponding C function is `pipe`.
  ///
  /// - Throws: `PostgresError` with operation `listen` when the process has no descriptor left.
  public init() throws(PostgresError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw PostgresError(.listen, message: "no pipe to be woken by (errno \(errno))")
    }
    // Programs that this one starts have no use for them.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Calls; once is enough.
  public func wake() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }
}
