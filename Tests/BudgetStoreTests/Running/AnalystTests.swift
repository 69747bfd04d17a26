import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient
import Synchronization
import Testing

/// An analyst who keeps a transaction open for an hour: a night publishes beside it at once, and
/// the transaction goes on seeing what it may.
@Suite(.database, .serialized)
struct AnalystTests {
  private static let district = HandWrittenDistrict(
    units: "U1,2000,,", submissions: "1,U1,2023,final_account,1,accepted,yuan",
    lines: "1,1,2010101,general,basic,,,0.50")

  /// How old the transaction is before the night begins.
  private static let ageSeconds = LongRun.count("readers", normally: 0, long: 60)

  /// What the analyst's transaction is doing meanwhile.
  enum Habit: CaseIterable {
    /// It has read and will read again, under one snapshot.
    case repeatsItsReads
    /// It has read and will read again, each time what is published then.
    case thinks
    /// It has fetched the first rows of a cursor.
    case scrolls
    /// It is in one long statement.
    case waitsForAnAnswer
  }

  @Test(arguments: Habit.allCases)
  func doesNotKeepANightFromPublishing(habit: Habit) async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let (before, after, newcomer, lasted) = try await onOwnThread {
      let analyst = try Connection(settings)
      let kind =
        habit == .repeatsItsReads
        ? TransactionKind.repeatableRead(readOnly: true) : .readCommitted
      return try analyst.transaction(kind) { analyst in
        let before = try analyst.run(total)[0].text("total")
        let statement = try begin(habit, on: analyst, settings)
        sleep(UInt32(Self.ageSeconds))
        let watch = PublishingWatch(settings)
        try publish(settings)
        let lasted = watch.lasted
        let newcomer = try Connection(settings).run(total)[0].text("total")
        try statement?.end()
        let after =
          habit == .scrolls
          ? try analyst.run(fetch)[0].text("total") : try analyst.run(total)[0].text("total")
        return (before, after, newcomer, lasted)
      }
    }
    #expect(before == "0.50")
    // Published while the transaction was open: it saw its own publication to the end of what it
    // had begun, and everybody else the new one.
    #expect(newcomer == "1.50")
    #expect(after == (habit == .repeatsItsReads || habit == .scrolls ? "0.50" : "1.50"))
    tell("publishing beside an analyst who \(habit): \(lasted.map { "\($0)" } ?? "not seen")")
    let seconds = try #require(lasted)
    // Half a second is promised; what waits for a lock in vain takes five.
    #expect(seconds < (Self.ageSeconds > 0 ? .milliseconds(500) : .seconds(5)))
  }

  /// Gets the analyst's transaction where the habit says; returns what has to be ended.
  private func begin(
    _ habit: Habit, on analyst: borrowing Connection, _ settings: ConnectionSettings
  ) throws -> LongStatement? {
    switch habit {
    case .repeatsItsReads, .thinks: break
    case .scrolls:
      try analyst.run(declare)
      try analyst.run(fetch)
    case .waitsForAnAnswer: return try LongStatement(settings)
    }
    return nil
  }

  private func publish(_ settings: ConnectionSettings) throws {
    try Connection(settings).run(
      Statement(name: "change", sql: "UPDATE intake.line SET actual = actual + 1"))
    let receipt = try NightJob(settings, observe: { _ in }).run(nightRequest())
    #expect(receipt.hasPublished)
  }
}

/// A statement over the published figures that does not end by itself, on a thread of its own.
private final class LongStatement: Sendable {
  private let settings: ConnectionSettings
  private let isOver = DispatchSemaphore(value: 0)

  /// Begins it, and waits until it is under way.
  init(_ settings: ConnectionSettings) throws {
    self.settings = settings
    var own = settings
    own.applicationName = "analyst"
    let (analyst, isOver) = (own, isOver)
    Thread.detachNewThread {
      // It ends by being cancelled.
      _ = try? Connection(analyst).run(slow)
      isOver.signal()
    }
    let connection = try Connection(settings)
    let deadline = ContinuousClock.now + .seconds(30)
    while try connection.run(find)[0].int("count") == 0 {
      guard ContinuousClock.now < deadline else { throw NeverBegan() }
    }
  }

  func end() throws {
    try Connection(settings).run(cancel)
    isOver.wait()
  }

  struct NeverBegan: Error {}
}

/// Looks on from outside while a run publishes: how long it took from the moment that its result
/// was written and checked until readers saw it.
private final class PublishingWatch: Sendable {
  private let state = Mutex<(staged: ContinuousClock.Instant?, shown: ContinuousClock.Instant?)>(
    (nil, nil))
  private let isLooking = DispatchSemaphore(value: 0)
  private let isOver = DispatchSemaphore(value: 0)

  /// Begins to look.
  init(_ settings: ConnectionSettings) {
    Thread.detachNewThread { [self] in
      do {
        let connection = try Connection(settings)
        let first = try connection.run(moment)[0].text("shown")
        isLooking.signal()
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline, state.withLock({ $0.shown == nil }) {
          let row = try connection.run(moment)[0]
          let now = ContinuousClock.now
          let (isStaged, isShown) = (
            try row.text("state") == "staged", try row.text("shown") != first
          )
          state.withLock { state in
            if isStaged || isShown { state.staged = state.staged ?? now }
            if isShown { state.shown = now }
          }
        }
      } catch {
        Issue.record(error)
      }
      isLooking.signal()
      isOver.signal()
    }
    isLooking.wait()
  }

  /// Waits for the end of it; nil where nothing was published.
  var lasted: Duration? {
    isOver.wait()
    return state.withLock { state in
      guard let staged = state.staged, let shown = state.shown else { return nil }
      return shown - staged
    }
  }
}

private let total = Statement(
  name: "total",
  sql: """
    SELECT actual AS total
    FROM summary.subject_year
    JOIN summary.coverage USING (fiscal_year, unit_code)
    WHERE subject_code = '*' AND fund_type = '*'
    """, shape: .oneRow)

private let declare = Statement(
  name: "declare",
  sql: """
    DECLARE scrolling CURSOR FOR
    SELECT actual AS total
    FROM summary.subject_year
    WHERE subject_code = '*'
    """)

private let fetch = Statement(name: "fetch", sql: "FETCH 1 FROM scrolling", shape: .rows)

private let slow = Statement(
  name: "slow", sql: "SELECT count(*), pg_sleep(600) FROM summary.subject_year", shape: .rows)

private let find = Statement(
  name: "find",
  sql: """
    SELECT count(*) AS count
    FROM pg_stat_activity
    WHERE datname = current_database()
      AND application_name = 'analyst'
      AND wait_event = 'PgSleep'
    """, shape: .oneRow)

private let cancel = Statement(
  name: "cancel",
  sql: """
    SELECT pg_cancel_backend(pid)
    FROM pg_stat_activity
    WHERE datname = current_database()
      AND application_name = 'analyst'
    """, shape: .rows)

private let moment = Statement(
  name: "moment",
  sql: """
    SELECT
      (SELECT state FROM control.run ORDER BY run_id DESC LIMIT 1) AS state,
      (SELECT publication_id FROM control.current_publication)::text AS shown
    """, shape: .oneRow)
