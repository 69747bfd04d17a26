import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient
import SampleDistrict
import Synchronization
import Testing

/// A run sees its input as it was at one moment, whatever happens to it and to the server's
/// patience meanwhile, and holds that moment no longer than it reads.
@Suite(.database, .serialized)
struct SnapshotTests {
  private static let sample = SampleOptions(unitCount: 8, years: 2022...2023)

  private func start() async throws -> ConnectionSettings {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    return ConnectionSettings(conninfo: TestDatabase.current.conninfo)
  }

  private func digest() async throws -> [String?] {
    try await column("SELECT digest FROM summary.publication")
  }

  /// A writer changes lines, figures and submissions all the while; every other night reads all.
  @Test func whatIsEditedDuringARunIsInTheNextOne() async throws {
    let settings = try await start()
    for round in LongRun.steps("snapshots", normally: 1, long: 50) {
      let snapshot = KeptInput(settings)
      let writer = Writer(settings, round: round)
      try await runNight(nightRequest(isFull: round.isMultiple(of: 2))) { event in
        guard case .stage(.validate) = event else { return }
        snapshot.keep()
        writer.awaitEdits(2)
      }
      let edits = try await writer.stop()
      let seen = try await digest()
      #expect(edits > 2)

      // Nothing is lost: the next night has what came meanwhile, and what a run has that reads all.
      #expect(try await runNight().hasPublished)
      let next = try await digest()
      #expect(next != seen)
      try await runNight(nightRequest(isFull: true))
      #expect(try await digest() == next, "round \(round)")

      // And nothing came in too early: the input as it was gives what the run gave, though its rows
      // lie elsewhere by now.
      try await execute(KeptInput.swap)
      try await runNight(nightRequest(isFull: true))
      #expect(try await digest() == seen, "round \(round)")
      try await execute(KeptInput.swap)
    }
    #expect(try await runNight().hasPublished)
  }

  /// What a run holds back from vacuum, it holds back while it reads.
  @Test func theSnapshotEndsWithReading() async throws {
    let settings = try await start()
    let held = Mutex<[String: [String]]>([:])
    for isFull in [true, false] {
      try await execute("UPDATE intake.line SET actual = actual + 1 WHERE line_no = 1")
      try await runNight(nightRequest(isFull: isFull)) { event in
        guard case .stage(let stage) = event else { return }
        let holders = snapshotHolders(settings)
        held.withLock { $0[stage.rawValue, default: []] += holders }
      }
    }
    let stages = held.withLock { $0 }
    #expect(stages["validate"] == ["huizong/snapshot", "huizong/snapshot"])
    for stage in ["consolidate", "detect", "publish"] {
      #expect(stages[stage] == [], "\(stage)")
    }
  }

  /// The connection that exports the snapshot is idle while others read.
  @Test func aServerWithoutPatienceEndsNoSnapshot() async throws {
    _ = try await start()
    let published = try await digest()
    try await setPatience("SET idle_in_transaction_session_timeout = '2s'")
    try await runNight(nightRequest(isFull: true)) { event in
      if case .stage(.validate) = event { usleep(3_000_000) }
    }
    try await setPatience("RESET idle_in_transaction_session_timeout")
    #expect(try await digest() == published)
  }

  /// A worker that is kept from reading on loses its connection, and the run ends.
  @Test func aWorkerThatTheServerEndsEndsTheRun() async throws {
    _ = try await start()
    let published = try await everythingPublished()
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE line_no = 1")
    try await setPatience("SET idle_in_transaction_session_timeout = '300ms'")
    let hasSlept = Atomic(false)
    let error = await #expect(throws: PostgresError.self) {
      try await runNight(nightRequest(isFull: true)) { event in
        guard case .progress = event, !hasSlept.exchange(true, ordering: .relaxed) else { return }
        usleep(900_000)
      }
    }
    try await setPatience("RESET idle_in_transaction_session_timeout")
    #expect(error.map { exitCode(of: $0) } == 69)
    #expect(try await everythingPublished() == published)
    #expect(try await runNight().hasPublished)
  }

  /// For new sessions in the database of the suite.
  private func setPatience(_ setting: String) async throws {
    try await execute("ALTER ROLE CURRENT_USER IN DATABASE \(TestDatabase.current.name) \(setting)")
  }
}

/// The sessions of a run that hold a snapshot.
private func snapshotHolders(_ settings: ConnectionSettings) -> [String] {
  let holders = Statement(
    name: "snapshot_holders",
    sql: """
      SELECT application_name
      FROM pg_stat_activity
      WHERE datname = current_database()
        AND application_name LIKE 'huizong/%'
        AND backend_xmin IS NOT NULL
      ORDER BY application_name
      """, shape: .rows)
  do {
    var own = settings
    own.applicationName = "tester"
    return try Connection(own).run(holders).map { try $0.text(0) }
  } catch {
    Issue.record(error)
    return []
  }
}

/// The input as the snapshot of a run that is reading sees it.
private final class KeptInput: Sendable {
  private let settings: ConnectionSettings

  init(_ settings: ConnectionSettings) { self.settings = settings }

  private static let tables = ["submission", "line", "stated_figure", "explanation"]

  /// Copies it, under that very snapshot.
  func keep() {
    do {
      let connection = try Connection(settings)
      let copies = Self.tables.map {
        "DROP TABLE IF EXISTS public.\($0); CREATE TABLE public.\($0) AS TABLE intake.\($0);"
      }
      // The snapshots of other databases of the server lie there, too.
      let isKept = try connection.run(names).contains { row in
        let copy = Statement(
          name: "keep_input",
          sql: """
            BEGIN ISOLATION LEVEL REPEATABLE READ;
            SET TRANSACTION SNAPSHOT '\(try row.text(0))';
            \(copies.joined(separator: "\n"))
            COMMIT
            """)
        do {
          try connection.runScript(copy)
          return true
        } catch {
          try connection.runScript(Statement(name: "give_up", sql: "ROLLBACK"))
          return false
        }
      }
      #expect(isKept)
    } catch {
      Issue.record(error)
    }
  }

  /// Exchanges it with what is filed now.
  static let swap =
    tables.map { "CREATE TEMPORARY TABLE now_\($0) AS TABLE intake.\($0);" }.joined()
    + "TRUNCATE \(tables.map { "intake.\($0)" }.joined(separator: ", "));"
    + tables.map { table in
      """
      INSERT INTO intake.\(table) TABLE public.\(table);
      TRUNCATE public.\(table);
      INSERT INTO public.\(table) TABLE now_\(table);
      """
    }.joined()

  private let names = Statement(
    name: "snapshot_names", sql: "SELECT pg_ls_dir('pg_snapshots')", shape: .rows)
}

/// Changes one line in a hundred again and again, now and then a figure and a submission, from a
/// thread of its own.
private final class Writer: Sendable {
  private let edits = Atomic(0)
  private let isStopped = Atomic(false)
  private let hasEnded = DispatchSemaphore(value: 0)

  init(_ settings: ConnectionSettings, round: Int) {
    Thread.detachNewThread { [self] in
      do {
        let connection = try Connection(settings)
        while !isStopped.load(ordering: .relaxed) {
          let number = edits.load(ordering: .relaxed)
          try connection.runScript(edit(round * 1000 + number))
          edits.store(number + 1, ordering: .relaxed)
          // Leaves some of the machine to the run.
          usleep(50_000)
        }
      } catch {
        Issue.record(error)
      }
      hasEnded.signal()
    }
  }

  /// Waits until so many more edits are committed.
  func awaitEdits(_ count: Int) {
    let goal = edits.load(ordering: .relaxed) + count
    let deadline = ContinuousClock.now + .seconds(30)
    while edits.load(ordering: .relaxed) < goal, ContinuousClock.now < deadline { usleep(1000) }
  }

  /// Ends it.
  ///
  /// - Returns: How many edits there were.
  func stop() async throws -> Int {
    isStopped.store(true, ordering: .relaxed)
    try await onOwnThread { [self] in hasEnded.wait() }
    return edits.load(ordering: .relaxed)
  }

  private func edit(_ number: Int) -> Statement {
    var sql = """
      UPDATE intake.line
      SET actual = actual + 1
      WHERE hashint8extended(submission_id * 1000 + line_no, \(number)) % 100 = 0
      """
    if number.isMultiple(of: 3) {
      sql += """
        ; UPDATE intake.stated_figure
        SET value = value + 1
        WHERE hashtextextended(submission_id || figure, \(number)) % 100 = 0;
        UPDATE intake.submission
        SET status = CASE status WHEN 'accepted' THEN 'withdrawn' ELSE 'accepted' END
        WHERE submission_id = (
            SELECT submission_id
            FROM intake.submission
            ORDER BY hashint8extended(submission_id, \(number))
            LIMIT 1
          )
        """
    }
    return Statement(name: "edit", sql: sql)
  }
}
