import BudgetTestSupport
import Foundation
import PostgresClient
import Synchronization

/// The root of the checkout.
let checkout = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

/// Roles belong to the whole server, and suites run side by side.
private let roleFile = Mutex(checkout + "/deploy/postgres/roles.sql")

/// Runs `deploy/postgres/roles.sql` in the database of the suite.
func setUpRoles() async throws {
  let conninfo = TestDatabase.current.conninfo
  try await onOwnThread {
    try roleFile.withLock { path in
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      let sql = try String(contentsOfFile: path, encoding: .utf8)
      // As its head says: in one transaction.
      try connection.transaction { try $0.runScript(Statement(name: "roles", sql: sql)) }
    }
  }
}

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
