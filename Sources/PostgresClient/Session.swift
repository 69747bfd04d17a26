/// The settings of a session, made once after connecting.
extension Connection {
  borrowing func setUpSession(_ settings: ConnectionSettings) throws(PostgresError) {
    let pairs = settings.sessionSettings
    _ = try run(
      setSettings,
      [.textArray(pairs.map(\.name)), .textArray(pairs.map(\.value))], as: .connect)
    try noticeDeadClients()
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

private let setSettings = Statement(
  name: "set_session_settings",
  sql: """
    SELECT set_config(setting.name, setting.value, false)
    FROM unnest($1::text[], $2::text[]) AS setting (name, value)
    """,
  shape: .rows)

private let checkClientEverySecond = Statement(
  name: "check_client_every_second", sql: "SET client_connection_check_interval = '1s'")
