import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient
import Synchronization
import Testing

/// Going back to a publication while it is being taken away: whoever is first wins, and readers
/// never find a year empty.
@Suite(.database, .serialized)
struct RollbackRaceTests {
  private static let district = HandWrittenDistrict(
    units: "U1,2000,,",
    submissions: """
      1,U1,2022,final_account,1,accepted,yuan
      2,U1,2023,final_account,1,accepted,yuan
      """,
    lines: """
      1,1,2010101,general,basic,,,1.00
      2,1,2010101,general,basic,,,2.00
      """)

  private struct Publications {
    let settings: ConnectionSettings
    let old: Int64
    let new: Int64
    let seenOld: [String]
    let seenNew: [String]
    var archive: PublicationArchive { PublicationArchive(settings) }
  }

  /// Two publications with other figures in both years, the second of which is shown.
  private func publishTwice() async throws -> Publications {
    try await Self.district.file()
    var shown: [(id: Int64, cells: [String])] = []
    for _ in 1...2 {
      try await execute("UPDATE intake.line SET actual = actual + 1")
      try await runNight(nightRequest(isFull: true))
      shown.append((try await current(), try await everythingPublished()))
    }
    return Publications(
      settings: ConnectionSettings(conninfo: TestDatabase.current.conninfo), old: shown[0].id,
      new: shown[1].id, seenOld: shown[0].cells, seenNew: shown[1].cells)
  }

  private func current() async throws -> Int64 {
    try await column("SELECT publication_id FROM summary.publication").first
      .flatMap { $0 }.flatMap { Int64($0) } ?? -1
  }

  /// Readers see one publication or the other, whole.
  private func expectWhole(_ publications: Publications) async throws {
    let seen = try await everythingPublished()
    let isOld = try await current() == publications.old
    #expect(seen == (isOld ? publications.seenOld : publications.seenNew))
    #expect(!seen.isEmpty)
  }

  /// The lock that both take keeps them apart; should it fail, the pointer does.
  @Test(arguments: [true, false])
  func thePointerDecidesWithoutAnyLock(goesBackFirst: Bool) async throws {
    let publications = try await publishTwice()
    let goBack = Statement(
      name: "go_back",
      sql: """
        -- go_back
        WITH fence AS (
          UPDATE control.run_fence
          SET token = token + 1
          RETURNING token
        )
        UPDATE control.current_publication
        SET publication_id = \(publications.old), fence_token = fence.token
        FROM fence
        """)
    let takeAway = Statement(
      name: "take_away",
      sql: """
        -- take_away
        SELECT control.delete_publications(ARRAY[\(publications.old)])
        """, shape: .rows)
    let settings = publications.settings
    let error = try await onOwnThread {
      let first = try Connection(settings)
      let (one, other) = goesBackFirst ? (goBack, takeAway) : (takeAway, goBack)
      return try first.transaction { first in
        try first.run(one)
        let second = Background { try Connection(settings).run(other) }
        try Race.awaitWaiter(other.name, settings)
        return second
      }.error
    }
    #expect((error as? PostgresError)?.sqlState == "23503")
    let left = try await column(
      "SELECT publication_id FROM control.publication WHERE publication_id = \(publications.old)")
    #expect(left.count == (goesBackFirst ? 1 : 0))
    #expect(try await current() == (goesBackFirst ? publications.old : publications.new))
  }

  /// The one that finds the other at work is told so.
  @Test func theySeeEachOther() async throws {
    let publications = try await publishTwice()
    let settings = publications.settings
    let archive = publications.archive
    let errors = try await onOwnThread {
      try Race.holding("subject_tile", of: publications.old, settings) {
        let rollback = Background { try archive.rollBack(to: publications.old, reason: "race") }
        try Race.awaitWaiter("store.attach_volume", settings)
        let error = #expect(throws: StoreError.self) {
          _ = try archive.collect(by: .init(count: 1, days: 0))
        }
        return (error, rollback)
      }
    }
    #expect(errors.0?.exitCode == 75)
    #expect(errors.1.error == nil)
    #expect(try await current() == publications.old)
    try await expectWhole(publications)
  }

  /// Whoever has lost the lock does nothing any more: gc may have been there in the meantime.
  @Test func goingBackWithoutTheLockDoesNothing() async throws {
    let publications = try await publishTwice()
    let settings = publications.settings
    let archive = publications.archive
    let (error, gone) = try await onOwnThread {
      let rollback = try Race.holding("subject_tile", of: publications.old, settings) {
        let rollback = Background { try archive.rollBack(to: publications.old, reason: "race") }
        try Race.awaitWaiter("store.attach_volume", settings)
        try Connection(settings).run(endLockHolder)
        return rollback
      }
      return (rollback.error, try archive.collect(by: .init(count: 1, days: 0)))
    }
    #expect((error as? PostgresError)?.exitCode == 69)
    #expect(gone.contains(publications.old))
    #expect(try await current() == publications.new)
    try await expectWhole(publications)
  }

  /// A rollback that loses the lock while it waits to detach a table; nil where it detached none.
  private static func detachmentLosingTheLock(
    _ archive: PublicationArchive, _ publication: Int64, _ settings: ConnectionSettings
  ) throws -> Background? {
    try Connection(settings).transaction { reader in
      // Keeps the parent open, and no snapshot.
      try reader.run(
        Statement(name: "hold", sql: "LOCK TABLE ONLY store.coverage IN ACCESS SHARE MODE"))
      let rollback = Background { try archive.rollBack(to: publication, reason: "race") }
      guard try Race.isWaitedFor("DETACH PARTITION", settings) else {
        #expect(rollback.error == nil)
        return nil
      }
      let holders = try Connection(settings).run(detachingHolders)
      #expect(try holders.map { try $0.bool("holds_lock") } == [true])
      try Connection(settings).run(endLockHolder)
      return rollback
    }
  }

  /// What has been shown again is not detached by a run that was about to, and lost the lock.
  @Test func onlyTheHolderOfTheLockDetaches() async throws {
    let publications = try await publishTwice()
    let settings = publications.settings
    let archive = publications.archive
    try await onOwnThread {
      var rollback = try Self.detachmentLosingTheLock(archive, publications.old, settings)
      // Nothing is detached where the server itself looks at an older snapshot for a moment, as its
      // own workers do: once more, then.
      for _ in 0..<3 where rollback == nil {
        try archive.rollBack(to: publications.new, reason: "once more")
        rollback = try Self.detachmentLosingTheLock(archive, publications.old, settings)
      }
      // It had shown the old one already, and lost nothing but the speed of queries.
      #expect(try #require(rollback).error == nil)
    }
    #expect(try await current() == publications.old)
    try await expectWhole(publications)
    // A table that is half detached is attached again by the next one.
    try await onOwnThread { try archive.rollBack(to: publications.new, reason: "after all") }
    #expect(try await current() == publications.new)
    try await expectWhole(publications)
  }
}

/// Work on a thread of its own.
private final class Background: Sendable {
  private let isOver = DispatchSemaphore(value: 0)
  private let outcome = Mutex<(any Error)?>(nil)

  init(_ work: @escaping @Sendable () throws -> Void) {
    Thread.detachNewThread { [self] in
      do {
        try work()
      } catch {
        outcome.withLock { $0 = error }
      }
      isOver.signal()
    }
  }

  /// What it ended with, once it has ended; nil where it did what it should.
  var error: (any Error)? {
    isOver.wait()
    isOver.signal()
    return outcome.withLock { $0 }
  }
}

/// The steps of two who meet.
private enum Race {
  /// Holds a table of a publication's first year open while `body` happens, as a reader would.
  static func holding<Result>(
    _ table: String, of publication: Int64, _ settings: ConnectionSettings,
    _ body: () throws -> Result
  ) throws -> Result {
    let reader = try Connection(settings)
    return try reader.transaction { reader in
      let volume = try reader.run(firstVolume, [.int(publication)])[0].text("volume")
      try reader.run(
        Statement(name: "hold", sql: "LOCK TABLE \(volume).\(table) IN ACCESS SHARE MODE"))
      return try body()
    }
  }

  /// Waits until a statement that holds some text waits for somebody.
  static func awaitWaiter(_ text: String, _ settings: ConnectionSettings) throws {
    guard try isWaitedFor(text, settings) else { throw NeverWaited(text: text) }
  }

  /// Whether a statement that holds some text waits for somebody, within 30 seconds.
  static func isWaitedFor(_ text: String, _ settings: ConnectionSettings) throws -> Bool {
    let connection = try Connection(settings)
    let deadline = ContinuousClock.now + .seconds(30)
    while try connection.run(countWaiters, [.text("%\(text)%")])[0].int("count") == 0 {
      guard ContinuousClock.now < deadline else { return false }
    }
    return true
  }

  struct NeverWaited: Error { let text: String }
}

private let firstVolume = Statement(
  name: "first_volume",
  sql: """
    SELECT 'volume_' || volume_id AS volume
    FROM control.publication_year
    WHERE publication_id = $1
    ORDER BY fiscal_year
    LIMIT 1
    """, shape: .oneRow)

private let countWaiters = Statement(
  name: "count_waiters",
  sql: """
    SELECT count(*) AS count
    FROM pg_stat_activity
    WHERE datname = current_database()
      AND pid <> pg_backend_pid()
      AND wait_event_type = 'Lock'
      AND query LIKE $1
    """, shape: .oneRow)

private let detachingHolders = Statement(
  name: "detaching_holders",
  sql: """
    SELECT EXISTS (
        SELECT
        FROM pg_locks
        WHERE pg_locks.pid = activity.pid
          AND locktype = 'advisory'
          AND classid = 1215654266
          AND granted
      ) AS holds_lock
    FROM pg_stat_activity AS activity
    WHERE datname = current_database()
      AND pid <> pg_backend_pid()
      AND query LIKE 'ALTER TABLE store.%DETACH PARTITION%'
      AND state = 'active'
    """, shape: .rows)

private let endLockHolder = Statement(
  name: "end_lock_holder",
  sql: """
    SELECT pg_terminate_backend(pid, 10000)
    FROM pg_stat_activity
    WHERE datname = current_database()
      AND application_name LIKE '%/lock'
    """, shape: .rows)
