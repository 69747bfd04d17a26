import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// A run that cannot go on leaves what readers see, and the next one is normal.
@Suite(.database, .serialized)
struct SafetyTests {
  private static let sample = SampleOptions(unitCount: 25, years: 2021...2023)

  /// A published sample, with one amount changed since, so that the next run has work to do.
  private func publishAndChange() async throws -> [String] {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let published = try await everythingPublished()
    try await execute(
      "UPDATE intake.line SET actual = actual + 1 WHERE functional_code LIKE '20805%'")
    return published
  }

  /// The next run publishes, and leaves no volume that no publication names.
  private func expectANormalRun() async throws {
    let receipt = try await runNight()
    #expect(receipt.hasPublished)
    let orphans = try await column(
      """
      SELECT nspname
      FROM pg_namespace
      WHERE nspname ~ '^volume_[0-9]+$'
        AND nspname NOT IN (SELECT 'volume_' || volume_id FROM control.volume)
      """)
    #expect(orphans == [])
    let active = try await column(
      "SELECT run_id FROM control.run WHERE state IN ('running', 'staged')")
    #expect(active == [])
  }

  private func lastRun() async throws -> String? {
    try await column(
      "SELECT concat_ws(' ', state, exit_code) FROM control.run ORDER BY run_id DESC LIMIT 1"
    ).first.flatMap(\.self)
  }

  @Test func onlyOneRunAtATime() async throws {
    let published = try await publishAndChange()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let error = await #expect(throws: StoreError.self) {
      try await onOwnThread {
        let holder = try Connection(settings)
        try holder.run(
          Statement(
            name: "hold_lock", sql: "SELECT pg_advisory_lock(1215654266, 1)", shape: .rows))
        _ = try NightJob(settings, observe: { _ in }).run(nightRequest())
        _ = holder.backendPID
      }
    }
    #expect(error?.kind == .busy)
    #expect(error?.exitCode == 75)
    #expect(try await everythingPublished() == published)
    try await expectANormalRun()
  }

  @Test func aRunThatANewerOneHasOvertakenPublishesNothing() async throws {
    let published = try await publishAndChange()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let error = await #expect(throws: StoreError.self) {
      try await runNight { event in
        guard case .stage(.publish) = event else { return }
        overtake(settings)
      }
    }
    #expect(error?.kind == .busy)
    #expect(try await lastRun() == "refused 75")
    #expect(try await everythingPublished() == published)
    try await expectANormalRun()
  }

  /// It lost its lock and was swept as dead, its volumes with it, but is not dead.
  @Test func aRunThatWasSweptAsDeadPublishesNothing() async throws {
    let published = try await publishAndChange()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let error = await #expect(throws: StoreError.self) {
      try await runNight { event in
        guard case .stage(.publish) = event else { return }
        takeLockAwayAndSweep(settings)
      }
    }
    #expect(error?.kind == .busy)
    #expect(try await everythingPublished() == published)
    try await expectANormalRun()
  }

  @Test func whatADeadRunLeftIsSwept() async throws {
    let published = try await publishAndChange()
    try await execute(
      """
      UPDATE control.run_fence SET token = token + 1;
      INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
      SELECT token, 'night', 'dead', 'tables', 'test'
      FROM control.run_fence;
      SELECT store.create_volume(max(run_id), 2023) FROM control.run;
      """)
    #expect(try await everythingPublished() == published)
    try await expectANormalRun()
    let dead = try await rows(
      "state, finished_at IS NULL", from: "control.run", where: "program_version = 'dead'")
    #expect(dead == ["abandoned false"])
  }

  /// What kill -9 of the process leaves at the server: backends that end in mid-copy.
  @Test(arguments: [
    (RunStage.validate, "%/load-%"), (.publish, "%/publish-%"), (.validate, "%"),
  ])
  func aRunThatIsCutOffLeavesTheOldFigures(stage: RunStage, application: String) async throws {
    let published = try await publishAndChange()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let error = await #expect(throws: PostgresError.self) {
      try await runNight { event in
        if case .stage(let begun) = event, begun == stage { cutOff(application, settings) }
      }
    }
    #expect(error.map { exitCode(of: $0) } == 69)
    #expect(try await everythingPublished() == published)
    try await expectANormalRun()
    let states = try await rows(
      "state", from: "control.run", where: "state IN ('failed', 'abandoned')")
    #expect(!states.isEmpty)
  }
}

/// Ends the connection that holds the run lock, and begins a run that finds nothing to do once the
/// server has let go of the lock.
private func takeLockAwayAndSweep(_ settings: ConnectionSettings) {
  do {
    let terminate = Statement(
      name: "terminate",
      sql: """
        SELECT pg_terminate_backend(pid, 10000)
        FROM pg_stat_activity
        WHERE datname = current_database()
          AND application_name LIKE '%/lock'
        """, shape: .rows)
    #expect(try Connection(settings).run(terminate).count == 1)
    let receipt = try NightJob(settings, observe: { _ in }).run(nightRequest(requestedOnly: true))
    #expect(!receipt.hasPublished)
  } catch {
    Issue.record(error)
  }
}
