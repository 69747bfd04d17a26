import BudgetTestSupport
import Foundation
import PostgresClient
import Testing

extension ShakenNightTests {
  /// What makes the program fail on purpose is refused outside of tests, and does what it says.
  @Suite struct FailpointTests {
    private let conninfo = TestDatabase.current.conninfo

    private func night(_ environment: [String: String]) async throws -> Program {
      try await Program.run(
        ["run", "--retries", "0", "--json", "--database", conninfo], environment: environment)
    }

    private func runs() async throws -> String {
      let conninfo = conninfo
      return try await onOwnThread {
        try Connection(ConnectionSettings(conninfo: conninfo))
          .text("SELECT count(*)::text FROM control.run")
      }
    }

    @Test(arguments: ["before-lock:kill", "after-publishing:stop", "nonsense"])
    func isRefusedWithoutPermission(order: String) async throws {
      let before = try await runs()
      for permission in [[:], ["HUIZONG_ALLOW_FAILPOINTS": "yes"]] {
        let program = try await night(
          ["HUIZONG_FAILPOINT": order].merging(permission) { $1 })
        #expect(program.status == 78)
        #expect(program.messages.contains("HUIZONG_FAILPOINT"))
        #expect(try program.document()["code"] as? String == "configuration")
      }
      #expect(try await runs() == before)
    }

    @Test(arguments: [
      "nonsense", "before-lock", "before-luck:kill", "during-lock:kill", "before-lock:explode",
      "before-lock:hold", "before-lock:fail:4000", "before-lock:kill:now",
    ])
    func anOrderThatNobodyKnowsIsRefused(order: String) async throws {
      let before = try await runs()
      let program = try await night(
        ["HUIZONG_FAILPOINT": order, "HUIZONG_ALLOW_FAILPOINTS": "1"])
      #expect(program.status == 78)
      #expect(program.messages.contains("past-changes"), "names the places")
      #expect(try await runs() == before)
    }

    @Test func permissionAloneChangesNothing() async throws {
      let program = try await night(["HUIZONG_FAILPOINT": "", "HUIZONG_ALLOW_FAILPOINTS": "1"])
      #expect(program.status == 0, "\(program.messages)")
    }

    /// A full disk in the transaction that shows the figures, and a lost server after it has begun.
    @Test(arguments: [("53100", Int32(73)), ("08006", 69)])
    func anOrderedFailureLeavesTheOldFigures(sqlState: String, exitCode: Int32) async throws {
      let conninfo = conninfo
      let broken = try await onOwnThread {
        let district = try ShakenDistrict.published(in: conninfo)
        let connection = try Connection(ConnectionSettings(conninfo: conninfo))
        let (old, new) = try district.edit(on: connection)
        let failed = try district.run("after-publication-row:fail:\(sqlState)")
        var broken =
          try connection.brokenInvariants()
          + connection.leftovers().filter {
            !$0.contains("note on earlier years")
          }
        if failed.status != exitCode { broken.append("\(failed.status) \(failed.messages)") }
        if try connection.shown() != old { broken.append("the wrong figures") }
        return try broken + district.expectANormalNight(new, on: connection)
      }
      #expect(broken == [])
    }
  }
}
