import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient
import Synchronization
import Testing

extension ShakenNightTests {
  /// Several runs at once, and runs that only look dead.
  @Suite struct RivalRunTests {
    /// Where a run can be overtaken: it has its token, and does not hold the fence.
    private static let places: [Failpoint] = [
      .publishing, .cells, .fingerprint, .lines, .checks, .pastChanges, .comparison, .volume,
      .planning, .heads, .staged, .load, .years, .lists, .snapshot,
    ]

    @Test func tenAtOnceAndOnePublishes() async throws {
      let conninfo = TestDatabase.current.conninfo
      let rounds = LongRun.steps("rivals", normally: 1, long: 50)
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        return try rounds.flatMap { _ in
          let (_, new) = try district.edit(on: connection)
          var broken: [String] = []
          let winner = try district.runHeld("after-run-row") { _ in
            broken = rivals(of: district)
          }
          if winner.status != 0 { broken.append("\(winner.status) \(winner.messages)") }
          if try connection.shown() != new { broken.append("the wrong figures") }
          return try rounds.keeping(
            broken + connection.brokenInvariants() + connection.leftovers())
        }
      }
      #expect(broken == [] && rounds.found == [])
    }

    /// Nine more while one runs; what is not as it must be of them.
    private func rivals(of district: ShakenDistrict) -> [String] {
      let broken = Mutex<[String]>([])
      let group = DispatchGroup()
      for _ in 0..<9 {
        group.enter()
        // A thread each: Dispatch would start as many as there are cores.
        Thread {
          let start = ContinuousClock.now
          let status = try? district.run().status
          let time = ContinuousClock.now - start
          // Promised within one; the machine of a test may be busy.
          if status != 75 || time > .seconds(20) {
            broken.withLock { $0.append("a rival: \(String(describing: status)) after \(time)") }
          }
          group.leave()
        }.start()
      }
      group.wait()
      return broken.withLock { $0 }
    }

    @Test func aRunThatLostItsLockToAnotherPublishesNothing() async throws {
      let conninfo = TestDatabase.current.conninfo
      let rounds = LongRun.steps("rivals", normally: 2, long: 100)
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        return try rounds.flatMap { round in
          let place = "before-\(Self.places[round % Self.places.count].rawValue)"
          let (_, new) = try district.edit(on: connection)
          var found: [String] = []
          let stale = try district.runHeld(place) { _ in
            found += try overtake(district, new, on: connection)
          }
          found += try check(stale, new, on: connection)
          return rounds.keeping(found.map { "\(place): \($0)" })
        }
      }
      #expect(broken == [] && rounds.found == [])
    }

    @Test func aRunThatWasFrozenPublishesNothingWhenItWakes() async throws {
      let conninfo = TestDatabase.current.conninfo
      let rounds = LongRun.steps("rivals", normally: 1, long: 100)
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        return try rounds.flatMap { _ in
          let (_, new) = try district.edit(on: connection)
          var broken: [String] = []
          let frozen = try district.run("before-publishing:stop") { process in
            defer { kill(process.processIdentifier, SIGCONT) }
            try wait("the run is frozen") { try isFrozen(process) }
            broken += try overtake(district, new, on: connection)
          }
          return try rounds.keeping(broken + check(frozen, new, on: connection))
        }
      }
      #expect(broken == [] && rounds.found == [])
    }

    /// It holds the fence, so the other one cannot know whether it publishes, and leaves it alone.
    @Test func nobodyOvertakesARunThatIsFrozenWhileItPublishes() async throws {
      let conninfo = TestDatabase.current.conninfo
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        let (old, new) = try district.edit(on: connection)
        var broken: [String] = []
        let frozen = try district.run("before-pointer:stop") { process in
          defer { kill(process.processIdentifier, SIGCONT) }
          try wait("the run is frozen") { try isFrozen(process) }
          try connection.endLock()
          let other = try district.run()
          if other.status != 75 { broken.append("\(other.status) \(other.messages)") }
          if try connection.shown() != old { broken.append("the wrong figures") }
        }
        if try connection.shown() != new { broken.append("the wrong figures at its end") }
        if frozen.status != 0 { broken.append("\(frozen.status) \(frozen.messages)") }
        return try broken + connection.brokenInvariants() + connection.leftovers()
      }
      #expect(broken == [])
    }

    /// Another run takes the place of one whose lock is gone, and publishes.
    private func overtake(
      _ district: ShakenDistrict, _ new: ShakenDistrict.State, on connection: borrowing Connection
    ) throws -> [String] {
      try connection.endLock()
      let other = try district.run()
      var broken: [String] = []
      if other.status != 0 { broken.append("the other run: \(other.status) \(other.messages)") }
      if try connection.shown() != new { broken.append("the other run shows something else") }
      return try broken + connection.brokenInvariants()
    }

    /// The stale run has ended as busy, and moved nothing.
    private func check(
      _ stale: Program, _ new: ShakenDistrict.State, on connection: borrowing Connection
    ) throws -> [String] {
      var broken = try connection.brokenInvariants()
      if stale.status != 75 { broken.append("\(stale.status) \(stale.messages)") }
      if try connection.shown() != new { broken.append("the stale run shows something") }
      return broken
    }

    /// Whether it has stopped. Source: proc(5), the third field of `stat`.
    private func isFrozen(_ process: Process) throws -> Bool {
      guard process.isRunning else { throw Unexpected(messages: "the run has ended") }
      let stat = try String(
        contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
      return stat.split(separator: ")").last?.hasPrefix(" T") ?? false
    }
  }
}

extension Connection {
  /// Ends the connection with which the lock of a run lives, as a server does that hears nothing.
  fileprivate borrowing func endLock() throws {
    let ended = try text(
      """
      SELECT count(pg_terminate_backend(pid, 10000))::text
      FROM pg_stat_activity
      WHERE datname = current_database()
        AND application_name = 'huizong/lock'
      """)
    guard ended == "1" else { throw Unexpected(messages: "\(ended) connections held the lock") }
  }
}
