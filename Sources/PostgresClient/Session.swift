/// The settings of a session, made once after connecting.
extension Connection {
  /// - Returns: Who works for the session. It is asked for, because a pooler makes up what
  ///   `PQbackendPID` tells.
  borrowing func setUpSession(_ settings: ConnectionSettings) throws(PostgresError) -> Backend {
    let pairs = settings.sessionSettings
    let rows = try run(
      setSettings,
      [.textArray(pairs.map(\.name)), .textArray(pairs.map(\.value))], as: .connect)
    try noticeDeadClients()
    return Backend(
      processID: Int32(clamping: try rows.first?.int(0) ?? 0),
      serverStart: try rows.first?.int(1) ?? 0)
  }

  /// Lets the server drop a query whose client died, within a second instead of when the query
  /// ends: its advisory lock is free again and the night can be restarted at once.
  ///
  /// The setting came with PostgreSQL 14 and some platforms refuse it; then we go on without.
  private borrowing func noticeDeadClients() throws(PostgresError) {
    guard serverVersion >= 140_000 else { return }
    do {
      _ = try run(checkClientEverySecond, [], as: .connect)
    } catch {
      if error.isConnectionLoss { throw error }
    }
  }
}

/// The process that works for a session.
struct Backend: Sendable {
  let processID: Int32
  /// When its server started, in microseconds; tells it from another one of the same name.
  let serverStart: Int64
}

private let setSettings = Statement(
  name: "set_session_settings",
  sql: """
    SELECT
      pg_backend_pid(),
      (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
      set_config(setting.name, setting.value, false)
    FROM unnest($1::text[], $2::text[]) AS setting (name, value)
    """,
  shape: .rows)

private let checkClientEverySecond = Statement(
  name: "check_client_every_second", sql: "SET client_connection_check_interval = '1s'")
