import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// What the clocks show changes no figure: zones, New Year's Eve, a clock that is years off.
@Suite(.database, .serialized) struct ClockTests {
  private let conninfo = TestDatabase.current.conninfo
  private var database: [String] { ["--database", conninfo] }

  /// Where Debian's package libfaketime puts what is loaded before a program.
  private static let faketime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"

  @Test func noClockChangesAFigure() async throws {
    let folder = try Scratch()
    for arguments in [
      ["sample", "--units", "6", "--years", "2022-2023", folder.path],
      ["import", folder.path] + database,
    ] {
      let program = try await Program.run(arguments)
      #expect(program.status == 0, "\(program.messages)")
    }
    var digests: [String] = []
    for zone in ["UTC", "Asia/Shanghai", "America/New_York"] {
      // The server's zone is another one than the program's.
      try await execute("ALTER DATABASE \(TestDatabase.current.name) SET timezone = '\(zone)'")
      digests.append(try await night(["TZ": zone == "UTC" ? "Pacific/Kiritimati" : "UTC"]))
      digests.append(try await night(["TZ": zone, "PGTZ": zone]))
    }
    try #require(FileManager.default.fileExists(atPath: Self.faketime), "libfaketime is missing")
    for time in ["@2027-12-31 23:59:58", "-20y", "+20y"] {
      digests.append(
        try await night([
          "LD_PRELOAD": Self.faketime, "FAKETIME": time, "DONT_FAKE_MONOTONIC": "1",
        ]))
    }
    #expect(Set(digests).count == 1, "\(digests)")
  }

  /// Runs a night and gives the digest of its figures.
  private func night(_ environment: [String: String]) async throws -> String {
    // Started by another program: with libfaketime a program of Swift that the tests start at once
    // finds no arguments.
    let arguments = [Program.path.path(), "run", "--full", "--json"] + database
    let program = try await onOwnThread {
      try Program(URL(filePath: "/usr/bin/env"), arguments, environment: environment)
    }
    #expect(program.status == 0, "\(environment): \(program.messages)")
    let document = try program.document()
    let stages = document["stage_seconds"] as? [String: Double] ?? [:]
    #expect(stages.count >= 5, "\(stages)")
    #expect(stages.values.allSatisfy { (0..<600).contains($0) }, "\(environment): \(stages)")
    return document["digest"] as? String ?? "none of \(environment)"
  }

  private func execute(_ sql: String) async throws {
    let conninfo = conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "change", sql: sql))
    }
  }
}
