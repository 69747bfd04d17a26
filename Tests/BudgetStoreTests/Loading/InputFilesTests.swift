import BudgetEngine
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Synchronization
import Testing

@testable import BudgetStore

/// What takes rows away from under a snapshot is noticed, and nothing is published of it.
@Suite(.database, .serialized)
struct InputFilesTests {
  private static let sample = SampleOptions(unitCount: 4, years: 2022...2023)

  /// Ways to load all lines anew in which an older snapshot sees none of them.
  private static let replacements = [
    "emptied": """
    CREATE TABLE public.kept AS TABLE intake.line;
    TRUNCATE intake.line;
    INSERT INTO intake.line TABLE public.kept;
    DROP TABLE public.kept
    """,
    "exchanged": """
    ALTER TABLE intake.line RENAME TO line_before;
    CREATE TABLE intake.line (LIKE intake.line_before INCLUDING ALL);
    INSERT INTO intake.line TABLE intake.line_before;
    DROP TABLE intake.line_before
    """,
    "refreshed": "REFRESH MATERIALIZED VIEW public.lines",
  ]

  /// A night during which `sql` is run once: after its snapshot was taken, before it reads lines.
  private func night(disturbedBy sql: String, retry: RunRetry) async throws -> RunReceipt {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let isDone = Atomic(false)
    return try await onOwnThread {
      try NightJob(settings, retry: retry) { event in
        guard case .stage(.validate) = event, !isDone.exchange(true, ordering: .relaxed) else {
          return
        }
        do {
          try Connection(settings).runScript(Statement(name: "disturb", sql: sql))
        } catch {
          Issue.record(error)
        }
      }.run(nightRequest(isFull: true))
    }
  }

  @Test(arguments: ["emptied", "exchanged", "refreshed"])
  func whatIsTakenAwayIsNotPublished(way: String) async throws {
    let sql = try #require(Self.replacements[way])
    try await fileSample(Self.sample)
    if way == "refreshed" {
      try await execute(
        """
        ALTER TABLE intake.line RENAME TO line_filed;
        CREATE MATERIALIZED VIEW public.lines AS TABLE intake.line_filed;
        CREATE VIEW intake.line AS TABLE public.lines
        """)
    }
    try await runNight(nightRequest(isFull: true))
    let published = try await everythingPublished()
    let error = await #expect(throws: StoreError.self) {
      try await night(disturbedBy: sql, retry: .never)
    }
    #expect(error?.kind == .replacedInput)
    #expect(try await everythingPublished() == published)

    let retry = RunRetry(firstPause: .milliseconds(10))
    let receipt = try await night(disturbedBy: sql, retry: retry)
    #expect(receipt.hasPublished)
    #expect(receipt.lineCount > 100)
    #expect(try await everythingPublished() == published)
    if way == "refreshed" {
      try await execute(
        """
        DROP VIEW intake.line;
        DROP MATERIALIZED VIEW public.lines;
        ALTER TABLE intake.line_filed RENAME TO line
        """)
    }
  }

  /// What only looks after the tables, or changes rows as a snapshot can bear, stops nobody.
  @Test(arguments: [
    "ANALYZE intake.line", "VACUUM intake.line", "CREATE INDEX own ON intake.line (actual)",
    "UPDATE intake.line SET note = 'x'", "DELETE FROM intake.line",
    "GRANT SELECT ON intake.line TO PUBLIC",
  ])
  func whatTakesNothingAwayStopsNobody(sql: String) async throws {
    try await fileSample(Self.sample)
    let receipt = try await night(disturbedBy: sql, retry: .never)
    #expect(receipt.lineCount > 100)
  }

  /// A part of a table that is emptied, and a reference list.
  @Test(arguments: ["TRUNCATE public.lines_of_2023", "TRUNCATE reference.crosswalk"])
  func everyTableBehindTheInputIsWatched(sql: String) async throws {
    try await execute(
      """
      CREATE TABLE public.lines (fiscal_year integer) PARTITION BY LIST (fiscal_year);
      CREATE TABLE public.lines_of_2023 PARTITION OF public.lines FOR VALUES IN (2023);
      ALTER TABLE intake.line RENAME TO line_filed;
      CREATE VIEW intake.line AS SELECT line_filed.* FROM intake.line_filed, public.lines
      """)
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    try await onOwnThread {
      let error = #expect(throws: StoreError.self) {
        try Connection(settings).whileInputStays {
          try Connection(settings).runScript(Statement(name: "empty", sql: sql))
        }
      }
      #expect(error?.kind == .replacedInput)
    }
    try await execute(
      """
      DROP VIEW intake.line;
      ALTER TABLE intake.line_filed RENAME TO line;
      DROP TABLE public.lines
      """)
  }
}
