import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import Testing

/// Settings that name two servers, for a failover: one of them takes writes, or nobody knows which
/// to believe.
@Suite(.serialized) struct SeveralServersTests {
  @Test func twoThatTakeWritesAreRefused() async throws {
    let servers = try await [EmbeddedPostgres.temporary(), EmbeddedPostgres.temporary()]
    let conninfos = try servers.map { try #require($0.conninfo(database: "postgres")) }
    let parts = try conninfos.map { conninfo in
      try #require(conninfo.firstMatch(of: /host='([^']*)' port='([^']*)' user='([^']*)'/)).output
    }
    let hosts = parts.map(\.1).joined(separator: ",")
    let ports = parts.map(\.2).joined(separator: ",")
    let both = "host=\(hosts) port=\(ports) user=\(parts[0].3) dbname=postgres"
    let twice = both.replacing(parts[1].1, with: parts[0].1)
    func run(_ command: [String], _ database: String = both) async throws -> Program {
      try await Program.run(
        command + ["--database", database + " target_session_attrs=read-write", "--lang", "en"])
    }
    for conninfo in conninfos {
      #expect(try await Program.run(["migrate", "--database", conninfo]).status == 0)
    }
    for command in [["run"], ["run", "--dry-run"], ["verify"], ["gc"], ["check"], ["migrate"]] {
      let program = try await run(command)
      #expect(program.status == 78, "\(command): \(program.messages)\(program.output)")
      let told = program.messages + program.output
      #expect(told.contains("take writes: \(parts[0].1):\(parts[0].2), \(parts[1].1)"), "\(told)")
    }
    #expect(try await run(["run"], twice).status == 0)

    // As a standby is; and as one that is gone.
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfos[0])).runScript(
        Statement(
          name: "close", sql: "ALTER DATABASE postgres SET default_transaction_read_only = on"))
    }
    #expect(try await run(["run"]).status == 0)
    try await servers[0].stop()
    #expect(try await run(["run"]).status == 0)
    try await servers[1].stop()
  }
}
