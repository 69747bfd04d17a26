import CLibpq
import Glibc

/// What a session has told with `NOTIFY` to all that listen on a channel.
public struct ChannelNotification: Sendable, Hashable {
  /// The name after `LISTEN`.
  public let channel: String
  /// What was told with it; empty where nothing was.
  public let payload: String
  /// The process id of the backend that told it.
  public let senderPID: Int32
}

extension Connection {
  /// Waits for notifications on the channels that the session listens on.
  ///
  /// Those that came during statements are given at once: none is lost while the connection lives.
  /// The wait is at the socket and costs nothing. The server sends none within a transaction.
  ///
  /// - Returns: Notifications in the order in which they came; none when the time is over or
  ///   `waker` has called.
  /// - Throws: `PostgresError` when the connection is lost. Nobody knows what was told since, so
  ///   look at the data once a new one listens.
  public borrowing func notifications(
    within timeout: Duration, unless waker: Waker
  ) throws(PostgresError) -> [ChannelNotification] {
    let deadline = ContinuousClock.now + timeout
    while true {
      var notifications = receivedNotifications()
      guard notifications.isEmpty else { return notifications }
      // Also what lies decrypted in libpq, which the socket does not show.
      guard PQconsumeInput(link) == 1 else { throw PostgresError(.listen, on: link) }
      notifications = receivedNotifications()
      guard notifications.isEmpty else { return notifications }
      guard try isReadable(before: deadline, unless: waker) else { return [] }
    }
  }

  /// The corresponding C function is `PQnotifies`.
  private borrowing func receivedNotifications() -> [ChannelNotification] {
    var notifications: [ChannelNotification] = []
    while let notify = PQnotifies(link) {
      notifications.append(
        ChannelNotification(
          channel: String(cString: notify.pointee.relname),
          payload: String(cString: notify.pointee.extra), senderPID: notify.pointee.be_pid))
      PQfreemem(notify)
    }
    return notifications
  }

  /// Whether something has come, or the connection has ended; false when the time is over or the
  /// waker has called. The corresponding C functions are `PQsocket` and `poll`.
  private borrowing func isReadable(
    before deadline: ContinuousClock.Instant, unless waker: Waker
  ) throws(PostgresError) -> Bool {
    let wanted = Int16(POLLIN)
    while true {
      var watched = [
        pollfd(fd: PQsocket(link), events: wanted, revents: 0),
        pollfd(fd: waker.readEnd, events: wanted, revents: 0),
      ]
      let count = poll(&watched, nfds_t(watched.count), milliseconds(until: deadline))
      if count == 0 || watched[1].revents != 0 { return false }
      if count > 0 { return true }
      // A signal that some other part of the program handles.
      guard errno == EINTR else {
        throw PostgresError(.listen, message: "cannot wait at the socket (errno \(errno))")
      }
    }
  }
}

/// What is left, rounded up so that the wait never ends early and turns once more; 0 when over.
private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
  let left = max(.zero, ContinuousClock.now.duration(to: deadline)).components
  let fraction = (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  return Int32(clamping: min(left.seconds, Int64(Int32.max)) * 1000 + fraction)
}
