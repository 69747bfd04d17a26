import ArgumentParser
import BudgetStore
import EmbeddedPostgres
import Logging
import PostgresClient
import SystemPackage

/// Where the database is; never a password.
struct DatabaseOptions: ParsableArguments {
  private static let usualPatience = 120

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
  var patience = Self.usualPatience

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

  /// Where and how it would connect, and what says so; starts nothing.
  ///
  /// - Throws: `PostgresError` where the connection string cannot be read.
  func settingRows(_ environment: [String: String]) throws(PostgresError) -> [SettingRow] {
    var rows: [SettingRow] = []
    if let embedded {
      let isNamed = embedded != DataFolder.privateServer
      let variable = "HUIZONG_EMBEDDED"
      rows.append(
        SettingRow(
          "embedded", embedded,
          from: isNamed
            ? "--embedded" : environment[variable] == nil ? SettingRow.standard : variable))
    } else {
      let settings = ConnectionSettings(conninfo: database ?? "", patienceSeconds: patience)
      rows += try settings.words().map { SettingRow($0.name, $0.value, from: $0.source.text) }
    }
    rows.append(
      SettingRow(
        "patience_seconds", "\(patience)",
        from: patience == Self.usualPatience ? SettingRow.standard : "--patience"))
    if allowInsecureTLS {
      rows.append(SettingRow("allow_insecure_tls", "true", from: "--allow-insecure-tls"))
    }
    return rows
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

extension ConnectionWord.Source {
  /// As settings name it.
  fileprivate var text: String {
    switch self {
    case .connectionString: "--database"
    case .environment(let variable): variable
    case .service(let name): "service \(name)"
    case .house: SettingRow.house
    case .standard: SettingRow.standard
    }
  }
}
