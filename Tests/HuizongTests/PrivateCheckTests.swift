import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import SystemPackage
import Testing

/// Lines of `huizong check` that need a server of their own: restarted, careless, a standby.
@Suite(.serialized) struct PrivateCheckTests {
  @Test func settingsOfTheServer() async throws {
    let folder = try Scratch()
    let server = EmbeddedPostgres(directory: FilePath(folder.path).appending("postgres"))
    let database = ["--embedded", server.directory.string]
    try await succeed(["migrate"] + database)
    let usual = try Check(try await Program.run(["check", "--json"] + database))
    #expect(usual.status == 0)
    #expect(usual.notOK == [], "\(usual.text)")
    #expect(usual.found("role").contains("私有服务器的超级用户"))
    try await succeed(["sample", "--units", "2", "--years", "2022-2023", folder.path + "/in"])
    try await succeed(["import", folder.path + "/in"] + database)
    let most = try await mostConnections(during: ["run", "--workers", "4"] + database, on: server)
    // Two a worker, and two; the third that `check` counts is a watch.
    #expect((2...10).contains(most))
    #expect(try Check(try await Program.run(["check", "--json"] + database)).notOK == [])

    try set("fsync = off", "max_connections = 8", "max_locks_per_transaction = 10", on: server)
    try await server.stop()
    let careless = try Check(
      try await Program.run(["check", "--json", "--workers", "2"] + database))
    #expect(careless.notOK == ["connections", "durability", "locks"], "\(careless.text)")
    #expect(careless["connections"] == "fail")
    #expect(careless.status == 78)
    try await looksAtAStandby(server, folder)
  }

  /// A server that follows another one takes no night, and says so before anything else.
  private func looksAtAStandby(_ server: EmbeddedPostgres, _ folder: Scratch) async throws {
    try set("fsync = on", "max_connections = 100", "wal_level = replica", on: server)
    try await server.stop()
    _ = try await server.start()
    let conninfo = try #require(server.conninfo(database: "huizong"))
    try await server.stop()
    try await control("touch data/standby.signal; \"$pg_ctl\" start -s -w -D data -l log", folder)
    let standby = try await Check(conninfo)
    try await control("\"$pg_ctl\" stop -s -w -m immediate -D data", folder)
    #expect(standby["writable"] == "fail", "\(standby.text)")
    #expect(standby.found("writable").contains("备用服务器"))
    #expect(standby.status == 78)
  }

  /// How many connections a night has at once, looked at all the time.
  private func mostConnections(
    during arguments: [String], on server: EmbeddedPostgres
  ) async throws -> Int64 {
    let conninfo = try #require(server.conninfo(database: "postgres"))
    return try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      var most: Int64 = 0
      let program = try Program(Program.path, arguments) { process in
        while process.isRunning {
          most = max(most, try connection.run(countConnections)[0].int("count"))
        }
      }
      #expect(program.status == 0, "\(program.messages)")
      return most
    }
  }

  /// Runs `pg_ctl` as the server's user.
  private func control(_ script: String, _ folder: Scratch) async throws {
    let program = try await Program.shell(
      """
      set -e
      cd "$1/postgres"
      as=()
      if [ "$(id -u)" = 0 ]; then
        as=(setpriv --reuid="$(stat -c %u data)" --regid="$(stat -c %g data)" --clear-groups)
      fi
      export pg_ctl=$(ls -d /usr/lib/postgresql/*/bin/pg_ctl | tail -1)
      # What a server inherits stays open while it runs, and `Process` waits until all is closed.
      for open in /proc/$$/fd/*; do
        number=${open##*/}
        [ "$number" -le 2 ] || exec {number}>&-
      done
      "${as[@]}" bash -c "$2"
      """, [folder.path, script])
    #expect(program.status == 0, "\(program.messages)")
  }

  private func set(_ settings: String..., on server: EmbeddedPostgres) throws {
    let conninfo = try #require(server.conninfo(database: "postgres"))
    let connection = try Connection(ConnectionSettings(conninfo: conninfo))
    for setting in settings {
      try connection.runScript(Statement(name: "set", sql: "ALTER SYSTEM SET \(setting)"))
    }
  }

  private func succeed(_ arguments: [String]) async throws {
    let program = try await Program.run(arguments)
    #expect(program.status == 0, "\(program.messages)")
  }
}

private let countConnections = Statement(
  name: "count_connections",
  sql: "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = 'huizong'", shape: .oneRow)
