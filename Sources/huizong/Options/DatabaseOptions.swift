import ArgumentParser
import BudgetStore
import EmbeddedPostgres
import Logging
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

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long a call waits without a byte before it looks whether the server still works; "
        + "a statement of a night may take thirty times as long.",
      valueName: "seconds"))
  var patience = 120

  @Flag(
    name: .customLong("allow-insecure-tls"),
    help: "Connect to another machine without sslmode=verify-full; logged as a warning.")
  var allowInsecureTLS = false

  func validate() throws {
    guard (1...3600).contains(patience) else {
      throw ValidationError("--patience must lie within 1 and 3600.")
    }
    if database != nil && embedded != nil {
      throw ValidationError("--database and --embedded exclude each other.")
    }
  }
}

extension DatabaseOptions {
  /// What to connect with; starts the private server if that is what was asked for.
  func settings() async throws -> ConnectionSettings {
    guard let embedded else {
      let settings = ConnectionSettings(
        conninfo: database ?? "", patienceSeconds: patience, allowsInsecureTLS: allowInsecureTLS)
      if allowInsecureTLS { warn(of: ServerIdentity(settings)) }
      return settings
    }
    var settings = try await PrivateServer(directory: FilePath(embedded)).settings()
    settings.patienceSeconds = patience
    return settings
  }

  /// Whoever takes the risk shall find it in the log of every night.
  private func warn(of identity: ServerIdentity) {
    guard case .unverified(let mode) = identity else { return }
    Logger(label: "huizong").warning(
      "sslmode=\(mode): nothing proves whose server this is (--allow-insecure-tls)"
    )
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
