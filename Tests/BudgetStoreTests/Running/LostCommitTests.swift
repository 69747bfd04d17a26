import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Synchronization
import Testing

/// C5. The answer to the COMMIT that shows a publication does not come.
@Suite(.database, .serialized)
struct LostCommitTests {
  /// The first COMMIT behind a statement, over its connection.
  private static func firstCommit(
    after name: String, _ fault: FaultProxy.Fault
  ) -> FaultProxy.Rule {
    let isOpen = Mutex(true)
    return { passing in
      guard passing.text == "COMMIT",
        passing.earlier.contains(where: { $0.hasPrefix("-- \(name):") }),
        isOpen.withLock({ isOpen in
          defer { isOpen = false }
          return isOpen
        })
      else { return .none }
      return fault
    }
  }

  /// The server has committed: the run has published, and knows it.
  @Test func aCommitThatArrivedIsFound() async throws {
    try await publishAndChangeDistrict()
    for _ in LongRun.steps("wire", normally: 1, long: 100) {
      let count = try await publicationCount()
      let proxy = try FaultProxy(
        before: TestDatabase.current.conninfo,
        Self.firstCommit(after: "move_pointer", .lostAnswer))
      let receipt = try await runNight(through: proxy)
      #expect(proxy.faulted == "COMMIT")
      #expect(receipt.hasPublished)
      #expect(try await publicationCount() == count + 1)
      #expect(try await latestRuns(1) == ["published 0"])
      #expect(try await runNight().isUpToDate)
      try await changeDistrict()
    }
  }

  /// It never got the COMMIT: the run has not published, and knows it.
  @Test func aCommitThatDidNotArriveIsNone() async throws {
    try await publishAndChangeDistrict()
    for _ in LongRun.steps("wire", normally: 1, long: 100) {
      let published = try await everythingPublished()
      let proxy = try FaultProxy(
        before: TestDatabase.current.conninfo, Self.firstCommit(after: "move_pointer", .cut))
      let error = await #expect(throws: PostgresError.self) {
        _ = try await runNight(through: proxy)
      }
      #expect(error.map { exitCode(of: $0) } == 69)
      #expect(error?.isCommitUnknown == true)
      #expect(try await everythingPublished() == published)
      #expect(try await latestRuns(1) == ["failed 69"])
      try await expectANormalNight()
      try await changeDistrict()
    }
  }

  /// The network drops what it is given, and nobody ends the connection: the server would hold the
  /// transaction open. The COMMIT takes 52 bytes.
  @Test(arguments: [(0, false), (55, true)])
  func aCommitThatHangsIsJudgedAsWell(byteCount: Int, isShown: Bool) async throws {
    try await publishAndChangeDistrict()
    let count = try await publicationCount()
    let proxy = try FaultProxy(
      before: TestDatabase.current.conninfo,
      Self.firstCommit(after: "move_pointer", .stall(byteCount: byteCount)))
    var hasPublished = false
    do {
      hasPublished = try await runNight(through: proxy, patienceSeconds: 1).hasPublished
    } catch let error as PostgresError where error.isCommitUnknown {}
    #expect(proxy.faulted == "COMMIT")
    #expect(hasPublished == isShown)
    #expect(try await publicationCount() == (isShown ? count + 1 : count))
    try await expectANormalNight()
    #expect(try await publicationCount() == count + 1)
  }

  /// With another try the night publishes, once, whatever became of the first.
  @Test(arguments: [FaultProxy.Fault.cut, .lostAnswer])
  func anotherTryPublishesOnce(fault: FaultProxy.Fault) async throws {
    try await publishAndChangeDistrict()
    let count = try await publicationCount()
    let proxy = try FaultProxy(
      before: TestDatabase.current.conninfo, Self.firstCommit(after: "move_pointer", fault))
    let receipt = try await runNight(through: proxy, retry: RunRetry { _ in })
    #expect(receipt.hasPublished)
    #expect(try await publicationCount() == count + 1)
    try await expectANormalNight()
    #expect(try await publicationCount() == count + 1)
  }

  @Test(arguments: [(FaultProxy.Fault.cut, false), (.lostAnswer, true)])
  func aRollbackIsFoundAsWell(fault: FaultProxy.Fault, isShown: Bool) async throws {
    try await publishAndChangeDistrict()
    let earlier = try await current()
    try await runNight()
    let latest = try await current()
    let proxy = try FaultProxy(
      before: TestDatabase.current.conninfo, Self.firstCommit(after: "roll_back", fault))
    let archive = PublicationArchive(ConnectionSettings(conninfo: proxy.conninfo), retry: .never)
    let rolledBack = try await onOwnThread {
      do {
        try archive.rollBack(to: earlier, reason: "as it was before")
        return true
      } catch let error as PostgresError where error.isCommitUnknown {
        return false
      }
    }
    #expect(proxy.faulted == "COMMIT")
    #expect(rolledBack == isShown)
    #expect(try await current() == (isShown ? earlier : latest))
  }

  private func current() async throws -> Int64 {
    let ids = try await column("SELECT publication_id FROM control.current_publication")
    return ids.first.flatMap(\.self).flatMap(Int64.init) ?? 0
  }
}
