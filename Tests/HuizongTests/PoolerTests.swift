import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import Testing

/// L5. A pooler that changes servers from transaction to transaction would keep a run's lock.
@Suite(.database, .serialized) struct PoolerTests {
  private let conninfo = TestDatabase.current.conninfo
  private let name = TestDatabase.current.name

  private static let holders = [
    ["run"], ["run", "--dry-run"], ["verify"], ["gc"], ["migrate"], ["watch"], ["check"],
    ["rollback", "1", "--reason", "as it was before"],
  ]

  /// One server in the pool, which everybody gets, or several in turn.
  @Test(arguments: [("transaction", 20, 0), ("transaction", 20, 1), ("statement", 20, 0)])
  func isRefused(mode: String, size: Int, turns: Int) async throws {
    try await behindPooler(mode: mode, size: size, turns: turns) { database in
      for command in Self.holders {
        let program = try Program(Program.path, command + ["--database", database])
        #expect(program.status == 78, "\(mode) \(command): \(program.messages)")
        // `check` is asked for lines, and gives the hint there.
        let hint = command == ["check"] ? "fail " : "提示:"
        #expect((program.output + program.messages).contains(hint), "\(program.messages)")
      }
    }
    let written = try await onOwnThread { [conninfo] in
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      return try connection.text("SELECT count(*) FROM control.run")
        + connection.text(countLocks)
    }
    #expect(written == "00")
  }

  /// A server for each session is as good as the server itself.
  @Test func isWelcomeInSessionMode() async throws {
    try await behindPooler(mode: "session", size: 20, turns: 0) { database in
      let program = try Program(Program.path, ["run", "--database", database])
      #expect(program.status == 0, "\(program.messages)")
    }
  }

  /// Runs PgBouncer before the suite's database, as a user whom the server lets in.
  private func behindPooler(
    mode: String, size: Int, turns: Int, _ body: @escaping @Sendable (String) throws -> Void
  ) async throws {
    let socket = try #require(conninfo.firstMatch(of: /host='([^']*)'.*port='([^']*)'/))
    let (host, port, name) = (String(socket.1), String(socket.2), name)
    let folder = try Scratch()
    try folder.write(
      "pgbouncer.ini",
      """
      [databases]
      \(name) = host=\(host) port=\(port) dbname=\(name) user=huizong
      [pgbouncer]
      listen_addr =
      unix_socket_dir = \(folder.path)
      listen_port = 6432
      auth_type = any
      pool_mode = \(mode)
      default_pool_size = \(size)
      server_round_robin = \(turns)
      ignore_startup_parameters = options
      """)
    let start = """
      set -euo pipefail
      chown --reference="$1" "$2" "$2/pgbouncer.ini"
      as=()
      [ "$(id -u)" -ne 0 ] || as=(setpriv "--reuid=$(stat -c %u "$1")" \
      "--regid=$(stat -c %g "$1")" --clear-groups --)
      exec "${as[@]}" /usr/sbin/pgbouncer "$2/pgbouncer.ini"
      """
    try await onOwnThread {
      _ = try Program(
        URL(filePath: "/usr/bin/bash"), ["-c", start, "start", host, folder.path]
      ) { pooler in
        defer { pooler.terminate() }
        let ready = folder.url.appending(path: ".s.PGSQL.6432").path()
        for _ in 0..<250 where !FileManager.default.fileExists(atPath: ready) { usleep(20_000) }
        try body("host=\(folder.path) port=6432 user=huizong dbname=\(name)")
      }
    }
  }
}

private let countLocks = """
  SELECT count(*)
  FROM pg_locks
  WHERE locktype = 'advisory'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  """
