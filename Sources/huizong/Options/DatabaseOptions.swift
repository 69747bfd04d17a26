import ArgumentParser
import BudgetStore
import EmbeddedPostgres
import PostgresClient
import SystemPackage

/// Where the database is; never a password.
struct DatabaseOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "A libpq connection: a URI, service=NAME or key words. Default: the PG* environment.")
  var database: String?

  @Option(
    name: .long, defaultAsFlag: DataFolder.privateServer,
    help: ArgumentHelp(
      "A private PostgreSQL in DIR, started when needed and left running.", valueName: "dir"))
  var embedded: String?

  func validate() throws {
    if database != nil && embedded != nil {
      throw ValidationError("--database and --embedded exclude each other.")
    }
  }
}

extension DatabaseOptions {
  /// What to connect with; starts the private server if that is what was asked for.
  func settings() async throws -> ConnectionSettings {
    guard let embedded else { return ConnectionSettings(conninfo: database ?? "") }
    return try await PrivateServer(directory: FilePath(embedded)).settings()
  }

  /// Runs `body` with a connection of its own, off the threads that tasks share.
  func connected<Result: Sendable>(
    _ body: @escaping @Sendable (borrowing Connection) throws -> Result
  ) async throws -> Result {
    let settings = try await settings()
    return try await offThePool { try body(try Connection(settings)) }
  }

  /// Runs `body` where all statements see the same publication.
  func reading<Result: Sendable>(
    _ body: @escaping @Sendable (borrowing Connection) throws -> Result
  ) async throws -> Result {
    try await connected { connection in
      try connection.transaction(.repeatableRead(readOnly: true), body)
    }
  }
}
