import BudgetTestSupport
import EmbeddedPostgres
import Foundation
import PostgresClient
import Testing

/// The server is gone in the middle of a night, by the loss of one process or of all.
@Suite struct ServerCrashTests {
  private static let places = [
    "before-cells", "after-publication-row", "before-lines", "after-notification",
    "after-heads", "before-checks", "after-staged", "after-attachment",
  ]

  @Test func theOldFiguresStandAndTheNextNightIsNormal() async throws {
    let server = try await EmbeddedPostgres.temporary()
    let conninfo = try #require(server.conninfo(database: "postgres"))
    let pid = try #require(server.processID)
    // The two kinds take turns; one more round sets each at every place.
    let rounds = LongRun.steps("kills", normally: 3, long: 2 * Self.places.count)
    let district = try await onOwnThread {
      // What is committed stays, as on a server that is meant to keep it.
      try Connection(ConnectionSettings(conninfo: conninfo)).runScript(
        Statement(
          name: "keep", sql: "ALTER DATABASE postgres SET synchronous_commit = on"))
      return try ShakenDistrict.published(in: conninfo)
    }
    var postmaster = pid
    for round in rounds {
      let place = Self.places[round % Self.places.count]
      let crash: Crash =
        (round + round / Self.places.count).isMultiple(of: 2) ? .ofABackend : .ofTheServer
      let night = try await onOwnThread { [postmaster] in
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        let (old, new) = try district.edit(on: connection)
        let night = try district.runHeld(place) { _ in
          try crash.happen(to: postmaster, on: connection)
        }
        return (program: night, old: old, new: new)
      }
      #expect(night.program.status == 69, "\(crash) \(place): \(night.program.messages)")
      try await server.start()
      postmaster = try #require(server.processID)
      let broken = try await onOwnThread {
        let connection = try reconnect(conninfo)
        var broken = try connection.brokenInvariants()
        if try connection.shown() != night.old { broken.append("the wrong figures") }
        return try broken + district.expectANormalNight(night.new, on: connection)
      }
      #expect(broken == [], "\(crash) \(place)")
    }
    try await server.stop()
  }

  /// How it goes.
  enum Crash: Sendable {
    /// One of the run's processes at the server is killed, and the server starts itself anew.
    case ofABackend
    /// As by `pg_ctl stop -m immediate`.
    case ofTheServer

    func happen(to postmaster: Int32, on connection: borrowing Connection) throws {
      switch self {
      case .ofABackend:
        let pid = try connection.text(
          """
          SELECT max(pid)::text
          FROM pg_stat_activity
          WHERE application_name LIKE 'huizong/%'
          """)
        guard let pid = Int32(pid), kill(pid, SIGKILL) == 0 else {
          throw Unexpected(messages: "no process to kill")
        }
      case .ofTheServer:
        guard kill(postmaster, SIGQUIT) == 0 else {
          throw Unexpected(messages: "no server to stop")
        }
      }
      // Until whoever is connected has lost it.
      try wait("the server has let go") {
        do {
          _ = try connection.text("SELECT 'still here'")
          return false
        } catch {
          return true
        }
      }
    }
  }
}

/// A connection to a server that may still be starting.
private func reconnect(_ conninfo: String) throws -> Connection {
  let deadline = ContinuousClock.now + .seconds(60)
  while ContinuousClock.now < deadline {
    if let connection = try? Connection(ConnectionSettings(conninfo: conninfo)) {
      return connection
    }
    usleep(20_000)
  }
  return try Connection(ConnectionSettings(conninfo: conninfo))
}
