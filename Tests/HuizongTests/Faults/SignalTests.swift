import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

extension ShakenNightTests {
  /// SIGTERM and SIGINT in every stage: the run rolls back, and the next one need not wait.
  @Suite struct SignalTests {
    /// Places in every stage until the figures move; the signals take turns.
    private static let places = [
      "after-sweep", "before-lines", "before-years", "before-cells", "after-past-changes",
      "after-heads", "before-comparison", "after-volume", "after-cells", "before-checks",
      "after-staged", "after-attachment", "after-run-row", "after-fingerprint",
    ]

    /// What is promised; beside all other tests the machine may be busy.
    private static let patience =
      LongRun.count("kills", normally: 0, long: 1) == 1
      ? (end: Duration.seconds(5), lock: Duration.seconds(2))
      : (end: .seconds(10), lock: .seconds(8))

    @Test func aSignalInEveryStageEndsTheRunAtOnce() async throws {
      let conninfo = TestDatabase.current.conninfo
      let turns = LongRun.steps("kills", normally: 4, long: Self.places.count)
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        let (old, new) = try district.edit(on: connection)
        var broken: [String] = []
        for turn in turns {
          let place = Self.places[turn]
          let signal = turn.isMultiple(of: 2) ? SIGTERM : SIGINT
          let stopped = Stopwatch()
          let night = try district.runHeld(place) { process in
            stopped.start()
            kill(process.processIdentifier, signal)
            // It goes on when it has heard of it, not because it may.
            process.waitUntilExit()
          }
          let elapsed = stopped.elapsed
          var found = try connection.brokenInvariants()
          if night.status != 128 + signal { found.append("\(night.status) \(night.messages)") }
          if elapsed > Self.patience.end { found.append("took \(elapsed)") }
          let freed = Stopwatch()
          freed.start()
          try wait("the lock is free") { try connection.isRunLockFree() }
          if freed.elapsed > Self.patience.lock { found.append("the lock took \(freed.elapsed)") }
          if try connection.shown() != old { found.append("the wrong figures") }
          broken += turns.keeping(found.map { "\(place): \($0)" })
        }
        return try broken + district.expectANormalNight(new, on: connection)
      }
      #expect(broken == [] && turns.found == [])
    }

    /// Whoever asks too late gets the new figures whole, and the exit code says so.
    @Test func aSignalWhileFiguresMoveIsTooLate() async throws {
      let conninfo = TestDatabase.current.conninfo
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        let (_, new) = try district.edit(on: connection)
        let night = try district.runHeld("before-pointer") { process in
          kill(process.processIdentifier, SIGTERM)
          process.waitUntilExit()
        }
        var broken = try connection.brokenInvariants() + connection.leftovers()
        if night.status != 0 { broken.append("\(night.status) \(night.messages)") }
        if try connection.shown() != new { broken.append("the wrong figures") }
        return broken
      }
      #expect(broken == [])
    }

    /// The server keeps the run waiting, so that it cannot hear.
    @Test func aRunThatWaitsForTheServerEndsAllTheSame() async throws {
      let conninfo = TestDatabase.current.conninfo
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        let (_, new) = try district.edit(on: connection)
        let holder = try Connection(ConnectionSettings(conninfo: conninfo))
        let stopped = Stopwatch()
        var broken: [String] = []
        try holder.transaction { holder in
          let night = try district.runHeld("before-snapshot") { process in
            try holder.run(Statement(name: "block", sql: "LOCK TABLE intake.submission"))
            // The run goes on, and waits until it is told to stop.
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) {
              stopped.start()
              kill(process.processIdentifier, SIGTERM)
            }
          }
          if night.status != 143 { broken.append("\(night.status) \(night.messages)") }
          if stopped.elapsed > Self.patience.end { broken.append("took \(stopped.elapsed)") }
          let freed = Stopwatch()
          freed.start()
          try wait("the lock is free") { try connection.isRunLockFree() }
          if freed.elapsed > Self.patience.lock {
            broken.append("the lock took \(freed.elapsed)")
          }
        }
        return try broken + district.expectANormalNight(new, on: connection)
      }
      #expect(broken == [])
    }
  }
}

extension Connection {
  /// Whether a run could begin now.
  borrowing func isRunLockFree() throws -> Bool {
    guard try text("SELECT pg_try_advisory_lock(1215654266, 1)::text") == "true" else {
      return false
    }
    _ = try text("SELECT pg_advisory_unlock(1215654266, 1)::text")
    return true
  }
}
