import BudgetTestSupport
import PostgresClient

/// The first value of what a query gives to somebody who has logged in as `role`.
func asked(by role: String, _ sql: String) async throws -> String? {
  let conninfo = TestDatabase.current.conninfo
  return try await onOwnThread {
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    try connection.runScript(
      Statement(name: "log_in", sql: "SET SESSION AUTHORIZATION \(role)"))
    let statement = Statement(name: "test_query", sql: sql, shape: .rows)
    return try connection.run(statement).first?.optionalText(0)
  }
}
