import BudgetTestSupport
import Foundation
import Testing

@testable import BudgetStore

/// How a run that would not fit says so before it reads.
@Suite(.database, .serialized)
struct MemoryNeedTests {
  @Test func whatFitsIsLetThrough() throws {
    try MemoryNeed(lineCount: 10_000_000).expectRoom([MemoryLimit(source: "x", bytes: 1 << 30)])
    try MemoryNeed(lineCount: 0).expectRoom()
    #expect(MemoryNeed(lineCount: 10_000_000).bytes > 740_000_000, "what was measured")
  }

  @Test func whatDoesNotFitIsRefusedWithFigures() throws {
    let error = #expect(throws: StoreError.self) {
      try MemoryNeed(lineCount: 10_000_000).expectRoom([
        MemoryLimit(source: "the machine", bytes: 8 << 30),
        MemoryLimit(source: "memory.max", bytes: 512 << 20),
      ])
    }
    #expect(error?.exitCode == 78)
    #expect(
      error?.message
        == "10000000 lines may take 751 MB of memory, and memory.max allows 512 MB")
  }

  /// Files as kernels with either version of control groups show them.
  @Test(arguments: [
    (
      "0::/a/b\n",
      ["sys/fs/cgroup/a/b/memory.max": "max\n", "sys/fs/cgroup/a/memory.max": "1000\n"],
      1000
    ),
    (
      "9:name=systemd:/\n4:memory:/a\n0::/\n",
      [
        "sys/fs/cgroup/memory/a/memory.limit_in_bytes": "2000\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
      ], 2000
    ),
  ])
  func theLimitOfAContainerCounts(groups: String, files: [String: String], bytes: Int) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "groups-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files.merging(["proc/self/cgroup": groups], uniquingKeysWith: { $1 }) {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let limits = MemoryLimit.all(under: root.path())
    #expect(limits.map(\.bytes).min() == bytes)
    #expect(limits.contains { $0.source == "the machine" })
  }

  /// The count is the planner's; a table that nobody has counted is let through.
  @Test func aNightThatCannotFitReadsNothing() async throws {
    try await HandWrittenDistrict.twoDepartments.file()
    try await execute(
      """
      ANALYZE intake.line;
      UPDATE pg_class SET reltuples = 1e12 WHERE oid = 'intake.line'::regclass;
      """)
    let error = await #expect(throws: StoreError.self) { try await runNight() }
    #expect(error?.exitCode == 78)
    #expect(error?.message.contains("the machine allows") == true, "\(error?.message ?? "")")
    #expect(try await runNight(nightRequest(years: [2022])).hasPublished)
    try await execute("ANALYZE intake.line")
    #expect(try await runNight().hasPublished)
  }
}
