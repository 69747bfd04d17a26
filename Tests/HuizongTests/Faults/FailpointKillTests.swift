import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

extension ShakenNightTests {
  /// The process is gone all at once, at every named place of a night and at any other moment.
  @Suite struct FailpointKillTests {
    private static let moments = Failpoint.ofANight.flatMap { place in
      Failpoint.Moment.allCases.map { (place: place, moment: $0) }
    }

    @Test func everyKillAtAFailpointLeavesTheOldFiguresAndANormalNight() async throws {
      let conninfo = TestDatabase.current.conninfo
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        var broken: [String] = []
        for (place, moment) in Self.moments {
          let (killed, new) = try Self.findings(place, moment, district, on: connection)
          let found = try killed + district.expectANormalNight(new, on: connection)
          broken += found.map { "\(moment)-\(place.rawValue): \($0)" }
        }
        return broken
      }
      #expect(Self.moments.count == 48)
      #expect(broken == [])
    }

    private static func findings(
      _ place: Failpoint, _ moment: Failpoint.Moment, _ district: ShakenDistrict,
      on connection: borrowing Connection
    ) throws -> (broken: [String], new: ShakenDistrict.State) {
      let (old, new) = try district.edit(on: connection)
      let books = try connection.books()
      let killed = try district.run("\(moment)-\(place.rawValue):kill")
      guard killed.status == SIGKILL else {
        return (["was not reached: \(killed.status) \(killed.messages)"], new)
      }
      var broken = try connection.brokenInvariants()
      let isShown =
        place == .detachment || place == .leaves || (place, moment) == (.publishing, .after)
      if try connection.shown() != (isShown ? new : old) { broken.append("the wrong figures") }
      if try connection.books() != books { broken.append("what was filed has changed") }
      return (broken, new)
    }

    /// The golden ratio spreads any number of moments evenly over the night.
    @Test func killsAtAnyMomentLeaveOldOrNewFigures() async throws {
      let conninfo = TestDatabase.current.conninfo
      let rounds = LongRun.steps("kills", normally: 40, long: 3000)
      let (broken, killed) = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        var (broken, killed) = ([String](), 0)
        let length = try Self.lengthOfANight(district, on: connection)
        for round in rounds {
          let part = (Double(round + 1) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
          let (old, new) = try district.edit(on: connection)
          let night = try district.run { process in
            usleep(UInt32(part * length * 1_000_000))
            kill(process.processIdentifier, SIGKILL)
          }
          killed += night.status == SIGKILL ? 1 : 0
          var found = try connection.brokenInvariants()
          if try ![old, new].contains(connection.shown()) { found.append("figures of no run") }
          found += try district.expectANormalNight(new, on: connection)
          broken += rounds.keeping(
            found.map { "round \(round), at \(part) of the night: \($0)" })
        }
        return (broken, killed)
      }
      #expect(broken == [] && rounds.found == [])
      // Most hit; a night that was quicker than the first one was not hit.
      #expect(killed > rounds.count / 3 || rounds.count < 40)
    }

    private static func lengthOfANight(
      _ district: ShakenDistrict, on connection: borrowing Connection
    ) throws -> Double {
      _ = try district.edit(on: connection)
      let start = ContinuousClock.now
      let night = try district.run()
      guard night.status == 0 else { throw Unexpected(messages: night.messages) }
      return (ContinuousClock.now - start) / .seconds(1)
    }
  }
}
