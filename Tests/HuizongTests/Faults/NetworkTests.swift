import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import SystemPackage
import Testing

/// N1, N2. A link that is cut and a server that stands still, with the patience that settings as
/// shipped have: it takes minutes, so only in `jobs/test --long network`.
@Suite(.serialized, .enabled(if: LongRun.count("network", normally: 0, long: 1) == 1))
struct NetworkTests {
  /// The process of the server that publishes is stopped, and never says so.
  @Test func aServerThatStandsStillIsGivenUp() async throws {
    let server = try await EmbeddedPostgres.temporary()
    let conninfo = try #require(server.conninfo(database: "postgres"))
    let broken = try await onOwnThread {
      let district = try ShakenDistrict.published(in: conninfo)
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      let (old, new) = try district.edit(on: connection)
      let stopwatch = Stopwatch()
      var stopped: Int32 = 0
      let night = try district.runHeld("before-pointer") { _ in
        stopped = try Int32(connection.text(publisher)) ?? 0
        guard stopped > 0, kill(stopped, SIGSTOP) == 0 else {
          throw Unexpected(messages: "no process publishes")
        }
        stopwatch.start()
      }
      let elapsed = stopwatch.elapsed
      var broken: [String] = []
      if try connection.shown() != old { broken.append("the wrong figures") }
      kill(stopped, SIGCONT)
      tell("a server that stands still: \(night.status) after \(elapsed)")
      if night.status != 69 { broken.append("\(night.status) \(night.messages)") }
      if elapsed > .seconds(130) { broken.append("took \(elapsed)") }
      return try broken + district.expectANormalNight(new, on: connection)
    }
    #expect(broken == [])
    try await server.stop()
  }

  /// The night is in a name space with a link of its own to the server, which goes down within a
  /// statement and comes back a minute later.
  @Test func aLinkThatIsCutIsNoticedAndTheNightPublishes() async throws {
    guard getuid() == 0 else { return tell("a cut link: not run: needs root") }
    let server = try await EmbeddedPostgres.temporary()
    let link = try Link(server.directory.string)
    defer { link.remove() }
    try await server.stop()
    try await server.start()
    let conninfo = try #require(server.conninfo(database: "postgres")) + " port=\(link.port)"
    let broken = try await onOwnThread {
      let district = try ShakenDistrict.published(in: conninfo)
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      let (_, new) = try district.edit(on: connection)
      var cut = Date.distantFuture
      let night = try link.runHeld("before-checks") {
        cut = .now
        try link.bash("ip link set \"$link\" down")
        DispatchQueue.global().asyncAfter(deadline: .now() + 60) {
          try? link.bash("ip link set \"$link\" up")
        }
      }
      var broken = try connection.brokenInvariants()
      let noticed = night.warnings.first { $0 > cut }?.timeIntervalSince(cut)
      tell("a link that is cut: noticed after \(noticed.map { "\(Int($0)) s" } ?? "never")")
      if noticed.map({ $0 > 45 }) ?? true { broken.append("noticed too late or never") }
      if night.status != 0 { broken.append("\(night.status) \(night.messages)") }
      if try connection.shown() != new { broken.append("the wrong figures") }
      return try broken + connection.leftovers()
    }
    #expect(broken == [])
    try await server.stop()
  }
}

private let publisher = """
  SELECT max(pid)::text
  FROM pg_stat_activity
  WHERE application_name LIKE '%/publish'
    AND xact_start IS NOT NULL
  """

/// A link between this machine and a name space of the network, and a server that listens at it.
private struct Link: Sendable {
  let port: Int
  private let name = "hz\(getpid())"

  /// - Parameter server: The directory of a private server, which listens when it starts again.
  init(_ server: String) throws {
    port = 20_000 + Int(getpid()) % 10_000
    try bash(
      """
      ip netns add "$link"
      ip link add "$link" type veth peer name inside netns "$link"
      ip addr add 10.213.7.1/30 dev "$link"
      ip link set "$link" up
      ip -n "$link" addr add 10.213.7.2/30 dev inside
      ip -n "$link" link set inside up
      echo 'host all all 10.213.7.0/30 trust' >>\(server)/data/pg_hba.conf
      printf '%s\\n' "listen_addresses = '10.213.7.1'" 'port = \(port)' \
        >>\(server)/data/postgresql.auto.conf
      """)
  }

  func remove() { try? bash("ip netns del \"$link\"; ip link del \"$link\" 2>/dev/null || true") }

  /// Runs a script that knows the link by its name.
  func bash(_ script: String) throws {
    let run = try Program(
      URL(filePath: "/usr/bin/bash"), ["-euc", "link=$1\n\(script)", "bash", name])
    guard run.status == 0 else { throw Unexpected(messages: run.messages) }
  }

  /// Runs a night behind the link, held at a place while `body` happens.
  func runHeld(_ place: String, while body: () throws -> Void) throws -> Program {
    let folder = try Scratch()
    let file = folder.url.appending(path: "held")
    let database = "host=10.213.7.1 port=\(port) user=huizong dbname=postgres"
    return try Program(
      URL(filePath: "/usr/bin/env"),
      [
        "ip", "netns", "exec", name, Program.path.path(), "run", "--allow-insecure-tls",
        "--log-format", "json", "--database", database,
      ],
      environment: [
        "HUIZONG_FAILPOINT": "\(place):hold:\(file.path())", "HUIZONG_ALLOW_FAILPOINTS": "1",
      ]
    ) { process in
      defer { try? FileManager.default.removeItem(at: file) }
      try wait("\(place) is reached") {
        guard process.isRunning else { throw Unexpected(messages: "\(place) was not reached") }
        return FileManager.default.fileExists(atPath: file.path())
      }
      try body()
    }
  }
}

extension Program {
  /// When the log has warned; it is JSON.
  fileprivate var warnings: [Date] {
    messages.matches(of: /"time":"([^"]+)","level":"warning"/).compactMap { match in
      let style = Date.ISO8601FormatStyle(includingFractionalSeconds: match.1.contains("."))
      return try? style.parse(String(match.1))
    }
  }
}
