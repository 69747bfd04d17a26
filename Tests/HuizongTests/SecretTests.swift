import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// A password that is looked for wherever the program leaves words: on stdout and stderr, in JSON,
/// in the rows of runs and of the audit, in the list of processes.
@Suite(.database, .serialized) struct SecretTests {
  private static let canary = "kanarienvogel7f3a"
  private let conninfo = TestDatabase.current.conninfo

  /// Where a password may come from; each with what else makes the connection fail.
  private func sources(_ folder: Scratch) throws -> [(database: String?, [String: String])] {
    let secret = Self.canary
    try folder.write(
      "service",
      """
      [lost]
      host=/nonexistent
      password=\(secret)
      [broken]
      host=/nonexistent
      password=\(secret)
      no_such_option=1
      """)
    let service = ["PGSERVICEFILE": folder.url.appending(path: "service").path()]
    return [
      ("postgresql://u:\(secret)@localhost:1/x", [:]),
      ("postgresql://u:\(secret)@localhost:1/%zz", [:]),
      ("postgresql://u:\(secret)@localhost:port/x", [:]),
      ("postgresql://u:\(secret)@[::1/x", [:]),
      ("postgresql://localhost:1/x?password=\(secret)&nosuch=1", [:]),
      ("postgresql://localhost:1/x?sslmode=nosuch&password=\(secret)", [:]),
      ("host=/nonexistent password=\(secret)", [:]),
      ("host=/nonexistent password='\(secret)", [:]),
      ("host=/nonexistent password=\(secret) nosuch=1", [:]),
      ("host=/nonexistent password=\(secret) connect_timeout=soon", [:]),
      ("password=\(secret) service=there-is-no-such-service", [:]),
      ("host=/nonexistent sslpassword=\(secret)", [:]),
      (conninfo + " password=\(secret) user='there is no such role'", [:]),
      (conninfo + " password=\(secret) dbname='there is no such database'", [:]),
      ("service=lost", service), ("service=broken", service),
      ("host=/nonexistent", ["PGPASSWORD": secret]), (nil, ["PGPASSWORD": secret, "PGPORT": "x"]),
      (
        "host=localhost port=1 passfile=" + folder.url.appending(path: "pgpass").path(), [:]
      ),
    ]
  }

  @Test func failuresNeverTellAPassword() async throws {
    let folder = try Scratch()
    try folder.write("pgpass", "*:*:*:*:\(Self.canary)\n")
    for (database, environment) in try sources(folder) {
      let options = database.map { ["--database", $0] } ?? []
      let isFirst = database?.contains("://") ?? true
      let night = ["run", "--retries", "1", "--lang", "en"]
      for command in [["status", "--json"]] + (isFirst ? [night] : []) {
        let program = try await Program.run(
          command + options, environment: ["PGHOST": "/nonexistent"].merging(environment) { $1 })
        #expect(program.status != 0, "\(database ?? "-")")
        #expect(!program.output.contains(Self.canary), "\(command) \(program.output)")
        #expect(!program.messages.contains(Self.canary), "\(command) \(program.messages)")
      }
    }
  }

  /// Nights that go well, fail and are told off leave no trace of it either.
  @Test func nothingThatIsKeptHoldsAPassword() async throws {
    let database = ["--database", conninfo + " password=\(Self.canary)"]
    let folder = try Scratch()
    let sample = ["sample", "--units", "12", "--years", "2022-2023", folder.path]
    #expect(try await Program.run(sample).status == 0)
    let why = ["--reason", "long enough"]
    let commands: [[String]] = [
      ["import", folder.path], ["run", "--json"], ["verify"], ["check"], ["status"],
      ["rerun", "2022"] + why, ["close-year", "1999"] + why, ["rollback", "99"] + why,
      ["answer", "99999", "--explain", "long enough"], ["runs", "--json"], ["audit"],
      ["import", "/nonexistent"], ["run", "--requested"], ["status", "too much"],
    ]
    let misspelt: [[String]] = [["status", "--databas"], ["status"], ["run", "--json"]]
    for arguments in commands.map({ $0 + database }) + misspelt.map({ $0 + database.suffix(1) }) {
      let program = try await Program.run(arguments)
      #expect(!(program.output + program.messages).contains(Self.canary), "\(arguments.prefix(2))")
    }
    let conninfo = conninfo
    let kept = try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo)).text(
        """
        SELECT concat(
          (SELECT jsonb_agg(run) FROM control.run),
          (SELECT jsonb_agg(audit) FROM control.audit),
          (SELECT jsonb_agg(verification) FROM control.verification)
        )
        """)
    }
    #expect(kept.contains("published"))
    #expect(!kept.contains(Self.canary))
  }

  /// A night that the server ends in any of the ways that end one differently.
  @Test(arguments: ["08006", "40001", "40P01", "55P03", "57014", "53100", "25006", "42501"])
  func aNightThatFailsTellsNoPassword(sqlState: String) async throws {
    let database = conninfo + " password=\(Self.canary)"
    for place in ["before-run-row", "after-load", "before-staged", "before-pointer"] {
      let night = try await Program.run(
        ["run", "--full", "--retries", "1", "--log-format", "json", "--database", database],
        environment: [
          "HUIZONG_FAILPOINT": "\(place):fail:\(sqlState)", "HUIZONG_ALLOW_FAILPOINTS": "1",
        ])
      #expect(!(night.output + night.messages).contains(Self.canary), "\(place)")
    }
    let conninfo = conninfo
    let rows = try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo)).text(
        "SELECT string_agg(run::text, ' ') FROM control.run")
    }
    #expect(rows.contains("failed") && !rows.contains(Self.canary), "\(rows)")
  }

  /// What the program got on its command line is out of sight as soon as it has read it.
  @Test func theListOfProcessesShowsNoPassword() async throws {
    let conninfo = conninfo
    let secret = Self.canary
    let seen = try await onOwnThread {
      let blocker = try Connection(ConnectionSettings(conninfo: conninfo))
      let watcher = try Connection(ConnectionSettings(conninfo: conninfo))
      try blocker.runScript(Statement(name: "block", sql: "BEGIN; LOCK TABLE intake.line"))
      var seen = ""
      _ = try Program(
        Program.path, ["run", "--database", conninfo + " password = '\(secret)&\(secret)'"],
        environment: [:]
      ) { process in
        while process.isRunning,
          try watcher.text(
            "SELECT count(*) FROM pg_stat_activity "
              + "WHERE datname = current_database() AND wait_event_type = 'Lock'") == "0"
        {
          usleep(20_000)
        }
        let file = URL(filePath: "/proc/\(process.processIdentifier)/cmdline")
        seen = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        process.terminate()
        usleep(100_000)
        try blocker.run(Statement(name: "end", sql: "ROLLBACK"))
      }
      return seen
    }
    #expect(seen.contains("password = '*****"), "\(seen)")
    #expect(!seen.contains(secret))
    #expect(seen.contains("--database"))
  }

  /// Wherever libpq finds one, also between blanks, behind signs that have a meaning elsewhere, and
  /// under a name that is written in another way: what was misspelt is repeated without it.
  @Test(arguments: [
    "host=a password = SECRET", "password\t=\n'a\\'SECRET' host=a", "password=a&SECRET",
    "password=a\\ SECRET", "postgresql://u:p?SECRET@h/x", "postgresql://h/?password=a SECRET",
    "postgres://h/?user=a&pass%77ord=SECRET&host=b", "postgres://u:SECRET@[::1],h/x",
    "postgres://h/?sslpassword=SECRET",
  ])
  func anArgumentIsRepeatedWithoutItsPassword(argument: String) async throws {
    let whole = argument.replacing("SECRET", with: Self.canary)
    let program = try await Program.run(["status", whole])
    #expect(program.status == 64)
    #expect(program.messages.contains("**"), "\(program.messages)")
    #expect(!(program.output + program.messages).contains(Self.canary.suffix(4)))
    #expect(!(program.output + program.messages).contains(Self.canary.prefix(4)))
  }

  /// Logs tell of numbers and codes: neither names of units nor what lines are called, nor who
  /// explained what.
  @Test func logsHoldNoNames() async throws {
    let folder = try Scratch()
    let database = ["--database", conninfo]
    let sample = ["sample", "--units", "20", "--years", "2022-2023", folder.path]
    #expect(try await Program.run(sample).status == 0)
    let names = try ["unit.csv", "line.csv"].flatMap { file in
      let lines = try folder.text(file).split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let title = file == "unit.csv" ? "name" : "printed_name"
      let column = try #require(lines.first?.firstIndex { $0 == title })
      return lines.dropFirst().compactMap { $0.count > column ? String($0[column]) : nil }
    }
    let telling = Set(names).filter { $0.count > 3 }
    #expect(telling.count > 30)
    var log = ""
    for command: [String] in [
      ["import", folder.path, "--replace"], ["run", "--full"], ["verify"], ["check"],
    ] {
      let program = try await Program.run(command + database)
      log += program.messages + (command[0] == "verify" ? "" : program.output)
    }
    let runs = try await Program.run(["runs", "--json"] + database)
    log += runs.output
    #expect(log.contains("发布"))
    #expect(telling.filter(log.contains) == [])
  }
}
