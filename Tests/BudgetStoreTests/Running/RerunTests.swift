import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// Years that people ask for again.
@Suite(.database, .serialized)
struct RerunTests {
  private static let sample = SampleOptions(unitCount: 20, years: 2020...2023)

  private func ask(for year: Int) async throws -> String {
    try #require(
      try await column(
        "SELECT control.request_rerun($1, 'a correction came in')", [.int(Int64(year))]
      ).first.flatMap(\.self))
  }

  private func request(_ id: String) async throws -> [String] {
    try await rows(
      "state, outcome, finished_at IS NULL", from: "control.rerun_request",
      where: "request_id = \(id)")
  }

  private func digest() async throws -> [String?] {
    try await column("SELECT digest FROM summary.publication")
  }

  private func change(_ year: Int) async throws {
    try await execute(
      """
      UPDATE intake.line
      SET actual = actual + 100
      FROM intake.submission
      WHERE submission.submission_id = line.submission_id
        AND fiscal_year = \(year)
        AND section = 'functional'
        AND functional_code LIKE '2080505%'
      """)
  }

  @Test func withoutARequestNothingIsDone() async throws {
    let before = try await column("SELECT count(*) FROM control.run")
    let receipt = try await runNight(nightRequest(requestedOnly: true))
    guard case .nothingRequested = receipt.outcome else {
      Issue.record("a run without requests ended as \(receipt.outcome)")
      return
    }
    #expect(receipt.runID == nil)
    #expect(try await column("SELECT count(*) FROM control.run") == before)
  }

  @Test func anUnchangedYearIsConfirmed() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let before = try await digest()
    let id = try await ask(for: 2022)
    let receipt = try await runNight(nightRequest(requestedOnly: true))
    #expect(receipt.isUpToDate)
    #expect(try await request(id) == ["done confirmed unchanged false"])
    #expect(try await digest() == before)
    let run = try await rows(
      "kind, state, years, requested_ids", from: "control.run",
      where: "run_id = \(receipt.runID ?? 0)")
    #expect(run == ["rerun up_to_date {2022} {\(id)}"])
  }

  @Test func aChangedYearIsPublishedWithTheYearThatFollowsIt() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    try await change(2021)
    // A code of that year alone, which is gone in the year after.
    try await execute(
      """
      INSERT INTO intake.line (submission_id, line_no, section, functional_code, fund_type, actual)
      SELECT min(submission_id), 9000, 'functional', '2130501', 'general', 5
      FROM intake.submission
      WHERE fiscal_year = 2021
        AND kind = 'final_account'
        AND unit_code NOT IN (SELECT coalesce(parent_code, '') FROM reference.unit)
      """)
    // A change of another year waits for a run that reads it.
    let untouched = try await everythingPublished(where: "fiscal_year = 2023")
    let id = try await ask(for: 2021)
    #expect(try await runNight(nightRequest(requestedOnly: true)).hasPublished)
    #expect(try await request(id) == ["done published false"])
    #expect(try await everythingPublished(where: "fiscal_year = 2023") == untouched)
    let years = try await column("SELECT fiscal_years FROM summary.publication")
    #expect(years == ["{2020,2021,2022,2023}"])
    let rerun = (digest: try await digest(), cells: try await everythingPublished())
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let cells = Set(try await everythingPublished())
    #expect(cells.symmetricDifference(rerun.cells) == [])
    #expect(try await digest() == rerun.digest)
  }

  /// Units that move between the years, every section and fund, budgets on their own.
  @Test(arguments: [[2020], [2021], [2021, 2023]])
  func aRerunEqualsAFullRunOfTheSameInput(years: [Int]) async throws {
    try await DiceDistrict.file()
    try await runNight(nightRequest(isFull: true))
    for year in years {
      try await execute(
        """
        UPDATE intake.line
        SET actual = actual * 3, fund_type = nullif(fund_type, 'capital')
        FROM intake.submission
        WHERE submission.submission_id = line.submission_id
          AND fiscal_year = \(year);
        DELETE FROM intake.line
        USING intake.submission
        WHERE submission.submission_id = line.submission_id
          AND fiscal_year = \(year)
          AND unit_code = 'U3'
          AND functional_code LIKE '201%'
        """)
    }
    #expect(try await runNight(nightRequest(years: years)).hasPublished)
    let rerun = (digest: try await digest(), cells: try await everythingPublished())
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let cells = Set(try await everythingPublished())
    #expect(cells.symmetricDifference(rerun.cells) == [])
    #expect(try await digest() == rerun.digest)
  }

  @Test func aYearInWhichNobodyFiledIsNotPublished() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let id = try await ask(for: 2010)
    #expect(try await runNight(nightRequest(requestedOnly: true)).isUpToDate)
    #expect(try await request(id) == ["done confirmed unchanged false"])

    try await execute("DELETE FROM intake.submission WHERE fiscal_year = 2023")
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    let years = try await column("SELECT fiscal_years FROM summary.publication")
    #expect(years == ["{2020,2021,2022}"])
  }

  @Test func yearsNamedOnTheCommandLineAreReadAndTheOthersKept() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    try await change(2020)
    try await change(2023)
    let early = try await everythingPublished(where: "fiscal_year < 2023")
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    #expect(try await everythingPublished(where: "fiscal_year < 2023") == early)
    #expect(try await runNight().hasPublished)
    #expect(try await everythingPublished(where: "fiscal_year < 2023") != early)
  }

  @Test func requestsAndPublicationsAreAudited() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let id = try await ask(for: 2020)
    try await change(2020)
    let receipt = try await runNight(nightRequest(requestedOnly: true))
    let trace = try await column(
      """
      SELECT concat_ws(' ', action, detail ->> 'request_id', detail ->> 'run_id')
      FROM control.audit
      ORDER BY audit_id DESC
      LIMIT 2
      """)
    #expect(trace == ["publish \(receipt.runID ?? 0)", "request_rerun \(id)"])
    let broken = try await column(
      """
      SELECT audit_id
      FROM (
        SELECT audit_id, previous_digest, lag(digest) OVER (ORDER BY audit_id) AS digest_before
        FROM control.audit
      ) AS chain
      WHERE previous_digest IS DISTINCT FROM digest_before
      """)
    #expect(broken == [])
  }

  /// A night in the state in which a killed process leaves it, with the requests it had taken.
  private func leaveADeadRun(asked ids: [String]) async throws {
    try await execute(
      """
      INSERT INTO control.run (fence_token, kind, program_version, input_source, host)
      SELECT token, 'rerun', 'test', 'tables', 'test'
      FROM control.run_fence;
      UPDATE control.rerun_request
      SET state = 'taken', run_id = (SELECT max(run_id) FROM control.run)
      WHERE request_id IN (\(ids.joined(separator: ", ")));
      """)
  }

  @Test func aRequestOutlivesTheRunThatTookIt() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let (first, second) = (try await ask(for: 2020), try await ask(for: 2021))
    try await execute("UPDATE control.run_fence SET token = token + 1")
    try await leaveADeadRun(asked: [first, second])
    // Somebody could not wait and asked for 2021 again.
    let newer = try await ask(for: 2021)
    let receipt = try await runNight(nightRequest(requestedOnly: true))
    #expect(receipt.years == [2020, 2021])
    #expect(try await request(first) == ["done confirmed unchanged false"])
    #expect(try await request(second) == ["failed - false"])
    #expect(try await request(newer) == ["done confirmed unchanged false"])
    let trace = try await rows(
      "detail ->> 'request_id', detail ->> 'fiscal_year', detail ->> 'state'",
      from: "control.audit", where: "action = 'reopen_rerun'")
    #expect(trace == ["\(first) 2020 open", "\(second) 2021 failed"].sorted())
    let dead = try await column("SELECT count(*) FROM control.run WHERE state = 'abandoned'")
    #expect(dead == ["1"])
  }

  /// A whole night after a run of single years works everything out once, and no other after it.
  @Test func anUnchangedNightIsConfirmedOnce() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    try await change(2023)
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    let published = try await column("SELECT publication_id FROM summary.publication")
    for stages in [RunStage.allCases, [.load]] {
      let receipt = try await runNight()
      #expect(receipt.isUpToDate)
      #expect(receipt.stageSeconds.map(\.stage) == stages)
    }
    // What was confirmed for one publication says nothing of another.
    try await change(2023)
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    #expect(try await runNight().stageSeconds.map(\.stage) == RunStage.allCases)
    #expect(try await column("SELECT publication_id FROM summary.publication") != published)
  }

  @Test func aFailedRunTellsThoseWhoAsked() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let id = try await ask(for: 2023)
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name, parent_code)
      VALUES ('X1', 2023, 'X1', 'X1')
      """)
    await #expect(throws: (any Error).self) {
      try await runNight(nightRequest(requestedOnly: true))
    }
    #expect(try await request(id) == ["failed - false"])
  }

  /// Neither marks nor kept leaves know of the change: its marks were taken away.
  @Test func whoeverAsksIsNotToldByACache() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    try await change(2020)
    #expect(try await runNight().hasPublished)
    #expect(try await column("SELECT count(*) > 0 FROM control.leaf") == ["t"])
    try await execute(
      """
      UPDATE intake.line
      SET actual = actual + 100
      FROM intake.submission
      WHERE submission.submission_id = line.submission_id
        AND fiscal_year = 2022
        AND functional_code LIKE '2080505%';
      SET huizong.folding = 'on';
      DELETE FROM control.submission_change WHERE transaction = pg_current_xact_id();
      """)
    #expect(try await runNight().isUpToDate)
    let id = try await ask(for: 2022)
    #expect(try await runNight(nightRequest(requestedOnly: true)).hasPublished)
    #expect(try await request(id) == ["done published false"])
    let rerun = try await digest()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await digest() == rerun)
  }

  /// What another try may mend is open again, and the next run answers it.
  @Test(arguments: [false, true])
  func aRequestOutlivesARunThatCouldNotGoOn(isOvertaken: Bool) async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let id = try await ask(for: 2023)
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let error = await #expect(throws: (any Error).self) {
      try await runNight(nightRequest(requestedOnly: true)) { event in
        if isOvertaken, case .stage(.publish) = event { overtake(settings) }
        if !isOvertaken, case .stage(.validate) = event { cutOff("%/load-%", settings) }
      }
    }
    #expect(error.map { exitCode(of: $0) } == (isOvertaken ? 75 : 69))
    #expect(try await request(id) == ["open - true"])
    #expect(try await runNight(nightRequest(requestedOnly: true)).isUpToDate)
    #expect(try await request(id) == ["done confirmed unchanged false"])
    let trace = try await rows(
      "detail ->> 'state'", from: "control.audit",
      where: "action = 'reopen_rerun' AND detail ->> 'request_id' = '\(id)'")
    #expect(trace == ["open"])
  }
}
