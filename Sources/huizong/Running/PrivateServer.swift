import BudgetStore
import EmbeddedPostgres
import PostgresClient
import SystemPackage

/// A private PostgreSQL with Huizong's own database in it.
struct PrivateServer {
  let directory: FilePath

  /// Starts the server if it does not run, and makes the database if it is not there.
  func settings() async throws -> ConnectionSettings {
    try await prepared { connection throws(PostgresError) in
      try PrivateDatabase.create(on: connection)
    }
  }

  /// The same with a database that is new and empty.
  func emptySettings() async throws -> ConnectionSettings {
    try await prepared { connection throws(PostgresError) in
      try PrivateDatabase.recreate(on: connection)
    }
  }

  private func prepared(
    _ prepare: @escaping @Sendable (borrowing Connection) throws(PostgresError) -> Void
  ) async throws -> ConnectionSettings {
    let server = EmbeddedPostgres(directory: directory)
    let maintenance = ConnectionSettings(conninfo: try await server.start())
    try await offThePool { try prepare(try Connection(maintenance)) }
    guard let conninfo = server.conninfo(database: PrivateDatabase.name) else {
      throw EmbeddedPostgresError.programFailed("postgres", output: "the server stopped again")
    }
    return ConnectionSettings(conninfo: conninfo)
  }
}
