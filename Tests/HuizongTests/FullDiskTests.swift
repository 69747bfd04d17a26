import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import Testing

/// A disk of the server that fills up: the night says which, leaves nothing there, and the old
/// figures stand.
///
/// Each has a server of its own: where a disk is full, no checkpoint ends, for whatever database.
@Suite(.serialized) struct FullDiskTests {
  private let server: EmbeddedPostgres
  private let conninfo: String
  private var database: [String] { ["--database", conninfo] }

  init() async throws {
    server = try await EmbeddedPostgres.temporary()
    conninfo = try #require(server.conninfo(database: "postgres"))
  }

  private init(_ server: EmbeddedPostgres, conninfo: String) {
    self.server = server
    self.conninfo = conninfo
  }

  @Test func isNamedAndLeftAsItWas() async throws {
    guard getuid() == 0 else { return tell("full disk: not run: needs root") }
    #expect(try await Program.run(["migrate"] + database).status == 0)
    try await publishSample()
    let disk = try await onOwnThread { [conninfo] in try SmallDisk(conninfo, megabytes: 24) }
    defer { disk.remove() }
    // All tables of a night from now on, and no others.
    try await execute("ALTER DATABASE postgres SET default_tablespace = \(disk.name)")
    let used = try await nightSize(on: disk)
    #expect(used > 200_000)

    for eighths in [0, 3, 7] {
      try await failsFor(lack: disk, leaving: used * eighths / 8)
    }
    try await expectANight(on: disk)
    try await leave(disk)
    try await server.stop()
  }

  /// Where the whole database lies on the disk, the rows of runs find no room either.
  @Test func aDatabaseWithoutRoomKeepsWhatItHas() async throws {
    guard getuid() == 0 else { return tell("full database: not run: needs root") }
    let disk = try await onOwnThread { [conninfo] in try SmallDisk(conninfo, megabytes: 64) }
    defer { disk.remove() }
    try await execute("CREATE DATABASE \(disk.name) TEMPLATE template0 TABLESPACE \(disk.name)")
    let own = FullDiskTests(server, conninfo: conninfo + " dbname='\(disk.name)'")
    #expect(try await Program.run(["migrate"] + own.database).status == 0)
    try await own.publishSample()
    for bytes in [500_000, 0] {
      try await own.change()
      let figures = try await own.summary()
      try disk.fill(leaving: bytes)
      let (free, tables) = (try disk.freeBytes, try await own.tableBytes())
      for attempt in 1...2 {
        let night = try await Program.run(["run", "--full"] + own.database)
        #expect(night.status == 73, "attempt \(attempt) with \(bytes) bytes: \(night.messages)")
        #expect(night.messages.contains("表空间 \(disk.name)("), "\(night.messages)")
        #expect(try await own.summary() == figures)
        #expect(try await own.text(Self.orphans) == "0")
        // Rows of runs and of the catalogue have taken some, and so has the file that a server
        // keeps for those who connect (`pg_internal.init`); nothing else has.
        let taken = try await own.tableBytes() - tables + 256 << 10
        let left = try disk.freeBytes
        #expect(left >= free - taken, "\(bytes), attempt \(attempt): \(free - left) of \(taken)")
      }
      try disk.clear()
    }
    try await own.expectANight(on: disk)
    try await execute("DROP DATABASE \(disk.name) WITH (FORCE)")
    try await execute("DROP TABLESPACE \(disk.name)")
    try await server.stop()
  }

  /// How much a night takes that publishes all years.
  private func nightSize(on disk: SmallDisk) async throws -> Int {
    let before = try disk.freeBytes
    try await expectANight(on: disk)
    return before - (try disk.freeBytes)
  }

  /// A changed input is published.
  private func expectANight(on disk: SmallDisk) async throws {
    try await change()
    let night = try await Program.run(["run", "--full", "--json"] + database)
    #expect(night.status == 0, "\(night.messages)")
    #expect(try night.document()["outcome"] as? String == "published")
  }

  /// With so much room and no more, a night ends with 73, and then there is as much as before.
  private func failsFor(lack disk: SmallDisk, leaving bytes: Int) async throws {
    try await change()
    let (figures, count) = (try await summary(), try await runCount())
    try disk.fill(leaving: bytes)
    let free = try disk.freeBytes
    let night = try await Program.run(["run", "--full"] + database)
    let left = try disk.freeBytes
    #expect(night.status == 73, "with \(bytes) bytes: \(night.messages)")
    #expect(
      night.messages.contains("表空间 \(disk.name)(\(disk.folder))"), "\(night.messages)")
    #expect(left == free, "\(bytes) bytes left at first")
    #expect(try await summary() == figures)
    #expect(try await runCount() == count + 1, "it is not tried again")
    #expect(try await text(Self.orphans) == "0")
    let state =
      "SELECT concat_ws(' ', state, exit_code) FROM control.run ORDER BY run_id DESC LIMIT 1"
    #expect(try await text(state) == "failed 73")
    try disk.clear()
  }

  /// Brings the tables back to where the others are, so that the disk can go.
  private func leave(_ disk: SmallDisk) async throws {
    try await execute("ALTER DATABASE postgres RESET default_tablespace")
    try await expectANight(on: disk)
    let collected = try await Program.run(["gc", "--keep", "1", "--days", "0"] + database)
    #expect(collected.status == 0, "\(collected.messages)")
    try await execute("DROP TABLESPACE \(disk.name)")
  }

  /// What all tables of the database take that there are, those of the catalogue among them.
  private func tableBytes() async throws -> Int {
    let bytes = try await text(
      """
      SELECT sum(pg_total_relation_size(oid))::text
      FROM pg_class
      WHERE relkind IN ('r', 'm')
        AND NOT relisshared
      """)
    return try #require(Int(bytes))
  }

  private static let orphans = """
    SELECT count(*)::text
    FROM pg_namespace
    WHERE nspname ~ '^volume_[0-9]+$'
      AND nspname NOT IN (SELECT 'volume_' || volume_id FROM control.volume)
    """

  private func change() async throws {
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE functional_code <> '*'")
  }

  private func publishSample() async throws {
    let folder = try Scratch()
    for arguments in [
      ["sample", "--units", "6", "--years", "2022-2023", folder.path],
      ["import", folder.path] + database, ["run"] + database,
    ] {
      let program = try await Program.run(arguments)
      #expect(program.status == 0, "\(program.messages)")
    }
  }

  private func summary() async throws -> String {
    let program = try await Program.run(["summary", "--level", "7", "--csv"] + database)
    #expect(program.status == 0, "\(program.messages)")
    return program.output
  }

  private func runCount() async throws -> Int {
    Int(try await text("SELECT count(*)::text FROM control.run")) ?? -1
  }

  private func text(_ sql: String) async throws -> String {
    let conninfo = conninfo
    return try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo)).text(sql)
    }
  }

  private func execute(_ sql: String) async throws {
    let conninfo = conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "change", sql: sql))
    }
  }
}
