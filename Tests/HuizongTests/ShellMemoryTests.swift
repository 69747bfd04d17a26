import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

/// R2. A night that needs more memory than its shell allows says so before it reads, and ends.
@Suite(.database, .serialized) struct ShellMemoryTests {
  /// A limit in MB, as `ulimit -v` takes it: KiB.
  private func limited(to megabytes: Int) async throws -> Program {
    try await Program.shell(
      "ulimit -v $((1024 * $2)); exec \"$0\" run --full --lang en --database \"$1\"",
      [TestDatabase.current.conninfo, String(megabytes)])
  }

  /// What the program takes without lines: see `MemoryLimit`.
  private let least =
    64 + 256 + 64 * ProcessInfo.processInfo.activeProcessorCount + 64

  @Test func whatDoesNotFitIsRefused() async throws {
    let conninfo = TestDatabase.current.conninfo
    let folder = try Scratch()
    for words in [
      ["sample", "--units", "1", "--years", "2023", folder.path],
      ["import", folder.path, "--database", conninfo],
    ] {
      let program = try await Program.run(words)
      #expect(program.status == 0, "\(program.messages)")
    }
    // As many lines as a province has, to the planner.
    try await count("ANALYZE intake.line")
    try await count(
      "UPDATE pg_class SET reltuples = 10000000 WHERE oid = 'intake.line'::regclass")
    let refused = try await limited(to: least)
    #expect(refused.status == 78, "\(refused.messages)")
    #expect(refused.messages.contains("ulimit -v allows \(least) MB"), "\(refused.messages)")
    // With as many as there are it fits.
    try await count("ANALYZE intake.line")
    let night = try await limited(to: least)
    #expect(night.status == 0, "\(night.messages)")
    // Without room for the program itself none begins, whatever is asked of it.
    let none = try await limited(to: least - 128)
    #expect(none.status == 78, "\(none.messages)")
  }

  private func count(_ sql: String) async throws {
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "count", sql: sql))
    }
  }
}
