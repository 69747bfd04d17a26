import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// What readers saw before what they see now.
@Suite(.database, .serialized)
struct PreviousPublicationTests {
  private var archive: PublicationArchive {
    PublicationArchive(ConnectionSettings(conninfo: TestDatabase.current.conninfo))
  }

  private func publish() async throws -> Int64 {
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let ids = try await column("SELECT publication_id FROM summary.publication")
    return try #require(ids.first.flatMap { $0 }.flatMap { Int64($0) })
  }

  private func previous(by role: String? = nil) async throws -> Int64? {
    let conninfo = TestDatabase.current.conninfo
    return try await onOwnThread {
      let connection = try Connection(ConnectionSettings(conninfo: conninfo))
      if let role {
        try connection.runScript(Statement(name: "become", sql: "SET ROLE \(role)"))
      }
      return try PublicationReader.previous(on: connection)?.publicationID
    }
  }

  @Test func whatWasRolledBackIsPassedOver() async throws {
    try await setUpRoles()
    try await HandWrittenDistrict.twoDepartments.file()
    #expect(try await previous() == nil)
    let first = try await publish()
    try await setUpRoles()
    #expect(try await previous() == nil)
    let second = try await publish()
    #expect(try await previous() == first)
    let wrong = try await publish()
    #expect(try await previous() == second)
    try await onOwnThread { [archive] in try archive.rollBack(to: second, reason: "too early") }
    #expect(try await previous() == first)
    _ = try await publish()
    #expect(try await previous() == second)
    // Whoever may not read the audit sees the same.
    try await setUpRoles()
    #expect(try await previous(by: "huizong_analyst") == second)
    #expect(wrong > second)
    // Of what is not kept any more, what was shown before that.
    try await execute("SELECT control.delete_publications(ARRAY[\(second)])")
    #expect(try await previous() == first)
    try await execute("SELECT control.delete_publications(ARRAY[\(first)])")
    #expect(try await previous() == nil)
  }

  /// Changes of one measure, of certain units or all but some; the largest of these are listed.
  @Test func changesAreChosenBeforeTheyAreCounted() async throws {
    try await HandWrittenDistrict.twoDepartments.file()
    let old = try await publish()
    try await execute("UPDATE intake.line SET actual = actual + 3")
    let new = try await publish()
    func units(_ edit: (inout ChangeFilter) -> Void) async throws -> [String] {
      var filter = ChangeFilter(from: old, to: new)
      (filter.fiscalYear, filter.subjectDigits, filter.measure) = (2022, 0, "actual")
      edit(&filter)
      let (conninfo, asked) = (TestDatabase.current.conninfo, filter)
      let rows = try await onOwnThread {
        try ChangeReader.changes(
          asked, on: Connection(ConnectionSettings(conninfo: conninfo))
        ).rows.map { (unit: $0.unitCode, measure: $0.measure) }
      }
      #expect(rows.allSatisfy { $0.measure == "actual" })
      return rows.map(\.unit)
    }
    let all = try await units { _ in }
    #expect(all.first == "*" && Set(all).isSuperset(of: ["A", "A1"]))
    #expect(try await units { $0.unitCodes = ["A1"] } == ["A1"])
    #expect(try await units { ($0.unitCodes, $0.limit) = (["A1"], 1) } == ["A1"])
    let left = try await units { $0.excludedUnitCodes = ["*", "A"] }
    #expect(left == all.filter { $0 != "*" && $0 != "A" } && !left.isEmpty)
    #expect(try await units { $0.measure = "initial_budget" } == [])
  }
}
