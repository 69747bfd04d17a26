public import SystemPackage

/// A private PostgreSQL server in a directory of its own, reached through a Unix socket only.
///
/// The directory holds `data` (the cluster), `server.log`, `lock`, and either `socket` or, where
/// its own path is too long for a socket, `socket-directory` with the path of a short one.
public struct EmbeddedPostgres: Sendable {
  /// The directory that holds everything, absolute.
  public let directory: FilePath
  /// What the server promises about a crash.
  public let durability: Durability

  /// What the server promises about a crash.
  public enum Durability: Sendable, Hashable {
    /// Everything committed survives a crash of the server and of the machine.
    case durable
    /// Nothing survives a crash of the machine; for tests, where only speed counts.
    case throwaway
  }

  /// A server that does not run yet, or one that another process has started there.
  ///
  /// - Parameter directory: Empty, missing, or used for this before. When root is the caller it is
  ///   handed to the user that the server runs as, who must be able to enter the folders above it.
  public init(directory: FilePath, durability: Durability = .durable) {
    self.directory = absolute(directory)
    self.durability = durability
  }

  /// Makes the cluster when there is none, starts the server unless it runs, and waits for it.
  ///
  /// Several processes may call this at once: one of them does the work. What a killed server or a
  /// reboot has left is cleared away.
  ///
  /// - Returns: A libpq connection string for the superuser `huizong` and the database `postgres`.
  /// - Throws: `EmbeddedPostgresError`.
  @discardableResult
  public func start() async throws -> String {
    let binaries = try await Binaries.found()
    let folder = try Folder.prepared(directory)
    return try await folder.locked {
      try await folder.initialise(with: binaries, durability)
      let server = Server(folder: folder, binaries: binaries, durability: durability)
      return conninfo(socketDirectory: try await server.start(), database: "postgres")
    }
  }

  /// Stops the server if it runs, after ending its connections, and waits until it is gone.
  ///
  /// - Throws: `EmbeddedPostgresError`.
  public func stop() async throws {
    guard let folder = Folder.existing(directory) else { return }
    let binaries = try await Binaries.found()
    try await folder.locked {
      try await Server(folder: folder, binaries: binaries, durability: durability).stop()
    }
  }

  /// A connection string for a database of the running server; nil while it does not run.
  public func conninfo(database: String) -> String? {
    guard let postmaster = Postmaster.alive(in: directory.appending("data")) else { return nil }
    return conninfo(socketDirectory: postmaster.socketDirectory, database: database)
  }

  /// The process id of the running server; nil while it does not run.
  public var processID: Int32? { Postmaster.alive(in: directory.appending("data"))?.processID }

  private func conninfo(socketDirectory: FilePath, database: String) -> String {
    [
      ("host", socketDirectory.string), ("port", Server.port), ("user", Folder.superuser),
      ("dbname", database),
    ]
    .map { name, value in "\(name)=\(quoted(value))" }.joined(separator: " ")
  }
}

/// A value of a libpq connection string.
private func quoted(_ value: String) -> String {
  let escaped = value.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  return "'\(escaped)'"
}
