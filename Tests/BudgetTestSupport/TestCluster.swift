import EmbeddedPostgres
import PostgresClient

/// The throw-away server of a test process: started when the first suite needs it, gone with it.
actor TestCluster {
  static let shared = TestCluster()

  private var server: Task<EmbeddedPostgres, any Error>?
  private var template: Task<Void, any Error>?
  private var databaseCount = 0

  /// Makes a database of its own for one suite, a clone of the template.
  func makeDatabase(_ template: TestTemplate) async throws -> TestDatabase {
    let server = try await startedServer()
    databaseCount += 1
    let name = "suite_\(databaseCount)"
    switch template {
    case .empty: try await create(name, from: "template0", on: server)
    case .migrated: try await create(name, from: migratedTemplate(on: server), on: server)
    }
    return TestDatabase(name: name, conninfo: try conninfo(name, server))
  }

  /// Drops a suite's database, with whatever is still connected to it.
  func drop(_ database: TestDatabase) async throws {
    let server = try await startedServer()
    try await execute("DROP DATABASE \(database.name) WITH (FORCE)", on: server)
  }

  private func startedServer() async throws -> EmbeddedPostgres {
    let task = server ?? Task { try await EmbeddedPostgres.temporary() }
    server = task
    return try await task.value
  }

  /// The database that `prepareTemplate` has filled, once for all suites.
  private func migratedTemplate(on server: EmbeddedPostgres) async throws -> String {
    let name = "suite_template"
    let task =
      template
      ?? Task {
        try await create(name, from: "template0", on: server)
        let conninfo = try conninfo(name, server)
        try await onOwnThread { try prepareTemplate(conninfo) }
      }
    template = task
    try await task.value
    return name
  }

  private func create(_ name: String, from source: String, on server: EmbeddedPostgres) async throws
  {
    try await execute("CREATE DATABASE \(name) TEMPLATE \(source)", on: server)
  }

  private func execute(_ sql: String, on server: EmbeddedPostgres) async throws {
    let conninfo = try conninfo("postgres", server)
    try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      try connection.run(Statement(name: "prepare_suite", sql: sql))
    }
  }

  private func conninfo(_ database: String, _ server: EmbeddedPostgres) throws -> String {
    guard let conninfo = server.conninfo(database: database) else { throw ServerIsGone() }
    return conninfo
  }
}

/// The throw-away server ended while tests were running.
struct ServerIsGone: Error {}
