import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import Testing

/// R3. All connections of the server are taken.
@Suite(.serialized) struct CrowdedServerTests {
  @Test func isTriedAgainAndThen69() async throws {
    let server = try await EmbeddedPostgres.temporary()
    let conninfo = try await server.start()
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "configure", sql: "ALTER SYSTEM SET max_connections = 12"))
    }
    try await server.stop()
    try await server.start()
    let arguments = ["run", "--retries", "1", "--database", conninfo]
    let crowded = try await onOwnThread {
      try withEveryConnection(conninfo) { try Program(Program.path, arguments) }
    }
    #expect(crowded.status == 69, "\(crowded.messages)")
    #expect(crowded.messages.contains("第 1 次重试"), "\(crowded.messages)")
    #expect(crowded.messages.contains("too many clients"), "\(crowded.messages)")

    for command in ["migrate", "run"] {
      let next = try await Program.run([command, "--database", conninfo])
      #expect(next.status == 0, "\(next.messages)")
    }
    try await server.stop()
  }
}

/// Runs `body` while nobody else can connect.
private func withEveryConnection<Result>(
  _ conninfo: String, _ body: () throws -> Result
) throws -> Result {
  var crowd: [Guest] = []
  do {
    while crowd.count < 100 { crowd.append(try Guest(conninfo)) }
  } catch let error as PostgresError {
    guard error.message.contains("too many clients") else { throw error }
  }
  defer { withExtendedLifetime(crowd) {} }
  return try body()
}

/// Somebody who holds a connection.
private final class Guest {
  let connection: Connection

  init(_ conninfo: String) throws {
    connection = try Connection(ConnectionSettings(conninfo: conninfo))
  }
}
