import CLibpq
import Glibc

/// How long a call has waited without a byte.
struct Silence {
  let begun = ContinuousClock.now
  /// When the server was last asked what it does.
  var asked = ContinuousClock.now
}

/// What keeps a call from waiting for ever for a server that has gone or hangs.
///
/// libpq would: nothing tells it that a network drops what it is given, or that a process is
/// stopped. But a statement may rightly work for a long time without a byte, so silence alone ends
/// nothing. After each spell of it a second connection asks what the backend does; only where that
/// cannot be the answer's reason is the connection given up.
extension Link {
  /// Gives the connection up where silence has been long and has no good reason.
  func judgeSilence(_ call: Call) throws(PostgresError) {
    let patience = Duration.seconds(settings.patienceSeconds)
    guard ContinuousClock.now - silence.asked >= patience else { return }
    guard let reason = reasonToGiveUp() else {
      silence.asked = .now
      return
    }
    // It may have come while the server was asked.
    var watched = pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 100) == 0 else { return }
    hangUp()
    let seconds = (ContinuousClock.now - silence.begun).components.seconds
    throw PostgresError(
      call.operation, statement: call.statement,
      message: "not a byte from the server for \(seconds) s: \(reason)", connectionIsDead: true)
  }

  private func reasonToGiveUp() -> String? {
    guard settings.asksAboutSilence, let backend else { return "it does not answer" }
    let backendPID = backend.processID
    if ServerIdentity(settings) == .local, isStopped(backendPID) {
      return "its process \(backendPID) is stopped"
    }
    if let limit = settings.statementTimeoutSeconds {
      let latest = Duration.seconds(limit + settings.patienceSeconds)
      // The backend ends a statement that takes longer by itself, if it lives.
      if ContinuousClock.now - silence.begun > latest { return "no statement may take so long" }
    }
    do {
      let row = try Connection(settings.asking).run(
        describeBackend, [.int(Int64(backendPID)), .int(backend.serverStart)])[0]
      // Of several servers behind one name another one may answer, which knows nothing.
      guard try row.bool(0) else { return nil }
      guard let works = try row.optionalBool(1) else { return "its process \(backendPID) is gone" }
      return works ? nil : "its process \(backendPID) waits for this one"
    } catch {
      // A server that refuses the question, for want of connections perhaps, is there.
      return saysNobodyIsThere(error) ? "it does not answer a second connection" : nil
    }
  }
}

extension ConnectionSettings {
  /// For a connection that asks about another one: whoever does not answer it soon never will.
  fileprivate var asking: ConnectionSettings {
    var settings = self
    settings.applicationName += "/ask"
    settings.connectTimeoutSeconds = min(connectTimeoutSeconds, 5)
    settings.patienceSeconds = min(patienceSeconds, 5)
    settings.asksAboutSilence = false
    return settings
  }
}

/// Whether it is the same server, and whether the backend works; null where it is gone. A role that
/// may not see it learns nothing, which counts as work; a backend that waits for its client is one
/// whose answer got lost.
private let describeBackend = Statement(
  name: "describe_backend",
  sql: """
    SELECT
      (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint = $2::bigint,
      (
        SELECT coalesce(state = 'active' AND wait_event_type IS DISTINCT FROM 'Client', true)
        FROM pg_stat_activity
        WHERE pid = $1
      )
    """,
  shape: .oneRow)

/// Whether a backend on this machine is stopped by a signal or a debugger: it looks at work to the
/// server. On another machine the server's statement timeout is what tells.
private func isStopped(_ processID: Int32) -> Bool {
  // "123 (postgres) T 1 …". Source: proc(5).
  guard let file = fopen("/proc/\(processID)/stat", "r") else { return false }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 64)
  let count = fread(&bytes, 1, bytes.count, file)
  let text = String(decoding: bytes.prefix(count), as: UTF8.self)
  return text.contains(" (postgres) T ") || text.contains(" (postgres) t ")
}

/// Whether connecting failed for want of an answer; these are words of libpq and of the C library,
/// which speak English where nobody has set another locale.
private func saysNobodyIsThere(_ error: PostgresError) -> Bool {
  guard error.connectionIsDead else { return false }
  return [
    "timeout expired", "does not answer", "Connection refused", "Connection reset",
    "Connection timed out", "No route to host", "Network is unreachable",
    "No such file or directory", "server closed the connection",
  ].contains(where: error.message.contains)
}
