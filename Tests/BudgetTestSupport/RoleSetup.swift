import Foundation
import PostgresClient
import Synchronization

/// The root of the checkout.
public let checkout = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// Roles belong to the whole server, and suites run side by side.
private let roleFile = Mutex(checkout + "/deploy/postgres/roles.sql")

/// Runs `deploy/postgres/roles.sql` in the database of the suite.
public func setUpRoles() async throws {
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
