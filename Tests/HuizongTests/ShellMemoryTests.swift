import BudgetTestSupport
import PostgresClient
import Testing

/// R2. A night that needs more memory than its shell allows says so before it reads, and ends.
@Suite(.database, .serialized) struct ShellMemoryTests {
  /// Half a gigabyte, as `ulimit -v` takes it: KiB.
  private static let limit = "ulimit -v 524288; exec \"$0\" run --database \"$1\""

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
    let refused = try await Program.shell(Self.limit, [conninfo])
    #expect(refused.status == 78, "\(refused.messages)")
    #expect(refused.messages.contains("ulimit -v allows 512 MB"), "\(refused.messages)")
    // With as many as there are it fits.
    try await count("ANALYZE intake.line")
    let night = try await Program.shell(Self.limit, [conninfo])
    #expect(night.status == 0, "\(night.messages)")
  }

  private func count(_ sql: String) async throws {
    let conninfo = TestDatabase.current.conninfo
    try await onOwnThread {
      try Connection(ConnectionSettings(conninfo: conninfo))
        .runScript(Statement(name: "count", sql: sql))
    }
  }
}
