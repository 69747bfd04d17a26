import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Marks of several writers: nobody waits for another's, and none is lost.
@Suite(.database, .serialized)
struct MarkingWriterTests {
  private static let settle = "SET lock_timeout = '1s'"

  private static func row(_ submission: Int, _ line: Int) -> Statement {
    Statement(
      name: "write",
      sql: """
        INSERT INTO intake.line (
          submission_id, line_no, section, functional_code, fund_type, expenditure_kind, actual
        )
        VALUES (\(submission), \(line), 'functional', '2010102', 'general', 'basic', 1)
        """)
  }

  private func script(_ sql: String) -> Statement { Statement(name: "script", sql: sql) }

  /// In opposite order, which would be a deadlock if anybody waited for a submission's mark.
  @Test func writersOfTheSameSubmissionsDoNotWait() async throws {
    try await startWithMarks()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    try await onOwnThread {
      let first = try Connection(settings)
      let second = try Connection(settings)
      for writer in [script(Self.settle), script("BEGIN")] {
        try first.runScript(writer)
        try second.runScript(writer)
      }
      try first.runScript(Self.row(1, 101))
      try second.runScript(Self.row(2, 201))
      try first.runScript(Self.row(2, 202))
      try second.runScript(Self.row(1, 102))
      try second.runScript(script("UPDATE intake.line SET note = 'x' WHERE line_no >= 200"))
      try first.runScript(script("COMMIT"))
      try second.runScript(script("COMMIT"))
    }
    #expect(try await readsLines())
    #expect(try await publishedTotal() == "5.20")
    #expect(try await !readsLines())
  }

  /// The one who began first commits last: the latest mark of the submission is not his, and was
  /// seen and folded before he committed.
  @Test func whoeverCommitsLateIsNotMissed() async throws {
    try await startWithMarks()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let seen = try await onOwnThread {
      let late = try Connection(settings)
      try late.runScript(script("BEGIN"))
      try late.runScript(Self.row(1, 101))
      try Connection(settings).runScript(Self.row(1, 102))
      try Connection(settings).runScript(Self.row(1, 103))
      let night = NightJob(settings, observe: { _ in })
      let between = try night.run(nightRequest()).hasPublished
      let marks = try Connection(settings).run(
        Statement(
          name: "count",
          sql: """
            SELECT count(*)
            FROM control.submission_change
            WHERE submission_id = 1
            """, shape: .oneRow))[0].int(0)
      let quiet = try night.run(nightRequest()).readLineCount > 0
      try late.runScript(script("COMMIT"))
      return (hasPublished: between, markCount: marks, readsAgain: quiet)
    }
    #expect(seen.hasPublished)
    #expect(seen.markCount == 1)
    #expect(!seen.readsAgain)
    #expect(try await publishedTotal() == "3.20")
    #expect(try await readsLines())
    #expect(try await publishedTotal() == "4.20")
  }

  @Test func foldingLeavesOneMarkASubmissionAndNothingToRead() async throws {
    try await startWithMarks()
    for line in 101..<110 {
      try await execute(
        "UPDATE intake.line SET note = '\(line)' WHERE submission_id = \(line % 2 + 1)")
    }
    let versions = "SELECT version FROM control.submission_versions() ORDER BY submission_id"
    let before = try await column(versions)
    let marks = "SELECT count(*) FROM control.submission_change WHERE submission_id IN (1, 2)"
    let count = try #require(try await column(marks).first.flatMap { $0 })
    #expect(Int(count) ?? 0 > 2)
    #expect(try await readsLines())
    #expect(try await column(marks) == ["2"])
    #expect(try await column(versions) == before)
    #expect(try await !readsLines())
  }

  /// The version that later runs compare: another one after each change, of that submission only.
  @Test func versionsTellWhichSubmissionsChanged() async throws {
    try await startWithMarks()
    func versions() async throws -> [String?] {
      try await column("SELECT version FROM control.submission_versions() ORDER BY submission_id")
    }
    let before = try await versions()
    #expect(before.count == 2)
    try await execute("UPDATE intake.line SET note = 'x' WHERE submission_id = 2")
    let after = try await versions()
    #expect(after[0] == before[0])
    #expect(after[1] != before[1])
    try await execute("TRUNCATE intake.explanation")
    let emptied = try await versions()
    #expect(emptied[0] != after[0])
    #expect(emptied[1] != after[1])
  }
}
