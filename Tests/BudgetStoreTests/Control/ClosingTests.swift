import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Closing years and opening them again, and the trace that it leaves.
@Suite(.database, .serialized)
struct ClosingTests {
  private static let close = "SELECT control.close_year($1, $2)"
  private static let reopen = "SELECT control.reopen_year($1, $2)"

  private func publish() async throws {
    try await HandWrittenDistrict.twoDepartments.file()
    try await runNight(nightRequest(isFull: true))
  }

  private func refusal(_ sql: String, _ year: Int64, _ reason: String) async -> PostgresError? {
    await #expect(throws: PostgresError.self) {
      try await column(sql, [.int(year), .text(reason)])
    }
  }

  @Test func aYearIsClosedOnceAndItsHistoryStays() async throws {
    try await publish()
    let first = try await column(Self.close, [.int(2022), .text("approved by congress")])
    let second = try await column(Self.close, [.int(2022), .text("asked once more")])
    #expect(first == second)
    #expect(
      try await column("SELECT reason FROM summary.closed_year WHERE fiscal_year = 2022")
        == ["approved by congress"])
    #expect(try await column(Self.reopen, [.int(2022), .text("the audit wants it")]) == first)
    #expect(try await column("SELECT reason FROM summary.closed_year") == [])
    let again = try await column(Self.close, [.int(2022), .text("closed once more")])
    #expect(again != first)
    #expect(
      try await column(
        """
        SELECT concat_ws(' | ', reason, closed_by = session_user, reopen_reason,
          reopened_by = session_user)
        FROM control.closed_year
        WHERE closing_id >= \(first[0] ?? "")
        ORDER BY closing_id
        """) == ["approved by congress | t | the audit wants it | t", "closed once more | t"])
    let trace = try await column(
      """
      SELECT concat_ws(' ', action, detail ->> 'reason', detail ->> 'new')
      FROM control.audit
      WHERE action IN ('close_year', 'reopen_year')
      ORDER BY audit_id
      """)
    #expect(
      trace.suffix(4) == [
        "close_year approved by congress true", "close_year asked once more false",
        "reopen_year the audit wants it", "close_year closed once more true",
      ])
  }

  @Test func whatCannotBeClosedIsRefused() async throws {
    try await publish()
    for (year, reason, constraint) in [
      (2021, "nothing is published", "closed_year_is_published"),
      (2022, "  so  ", "closing_says_why"),
    ] as [(Int64, String, String)] {
      let error = await refusal(Self.close, year, reason)
      #expect(error?.place.constraint == constraint)
      #expect(error?.exitCode == 64)
    }
    #expect(
      await refusal(Self.reopen, 2022, "it was not closed")?.place.constraint
        == "reopened_year_is_closed")
    #expect(await refusal(Self.reopen, 2022, "")?.place.constraint == "reopening_says_why")
    try await execute("SELECT control.request_rerun(2022, 'once more please')")
    #expect(
      await refusal(Self.close, 2022, "approved by congress")?.place.constraint
        == "closed_year_awaits_no_rerun")
    try await runNight(nightRequest(requestedOnly: true))
    try await execute("SELECT control.close_year(2022, 'approved by congress')")
  }

  /// Somebody runs, verifies or takes publications away.
  @Test func nobodyClosesAYearDuringARun() async throws {
    try await publish()
    let conninfo = TestDatabase.current.conninfo
    let sql = Self.close
    let error = await #expect(throws: PostgresError.self) {
      try await onOwnThread {
        let run = try Connection(ConnectionSettings(conninfo: conninfo))
        try run.runScript(
          Statement(name: "run", sql: "SELECT pg_advisory_lock(1215654266, 1)"))
        let other = try Connection(ConnectionSettings(conninfo: conninfo))
        try other.run(
          Statement(name: "close", sql: sql, shape: .rows),
          [.int(2022), .text("approved by congress")])
      }
    }
    #expect(error?.place.constraint == "no_run_is_active")
    #expect(error?.exitCode == 75)
  }

  /// Volumes from before their digests were told apart cannot be kept.
  @Test func aYearOfAnOlderVersionIsPublishedAnewFirst() async throws {
    try await publish()
    try await execute(
      """
      ALTER TABLE control.volume DISABLE TRIGGER volume_does_not_change;
      UPDATE control.volume SET reported_digest = NULL, filed_digest = NULL;
      ALTER TABLE control.volume ENABLE TRIGGER volume_does_not_change;
      """)
    #expect(
      await refusal(Self.close, 2022, "approved by congress")?.place.constraint
        == "closed_year_is_of_this_version")
    try await runNight(nightRequest(isFull: true))
    try await execute("SELECT control.close_year(2022, 'approved by congress')")
  }

  /// What changed while tables were defined anew may have left no mark.
  @Test func aNightLooksBeforeAYearIsClosed() async throws {
    try await publish()
    try await execute("SELECT control.watch_intake()")
    #expect(
      await refusal(Self.close, 2022, "approved by congress")?.place.constraint
        == "closed_year_knows_its_input")
    #expect(try await runNight().isUpToDate)
    try await execute("SELECT control.close_year(2022, 'approved by congress')")
  }

  /// Neither who accepted it when, nor that it was stored once more; but every printed decimal.
  @Test func aContentIsWhatWasHandedIn() async throws {
    try await publish()
    func content() async throws -> [String?] {
      try await column("SELECT content FROM control.submission_contents('{11}')")
    }
    let before = try await content()
    #expect(before.count == 1 && before[0] != nil)
    for change in [
      "UPDATE intake.submission SET status = 'submitted', submitted_at = now(), revision = 3",
      "UPDATE intake.line SET actual = actual", "DELETE FROM intake.line WHERE submission_id = 12",
    ] {
      try await execute(change)
      #expect(try await content() == before, "\(change)")
    }
    for change in [
      "UPDATE intake.line SET actual = 100.000 WHERE actual = 100",
      "UPDATE intake.line SET fund_type = 'fund' WHERE submission_id = 11 AND line_no = 2",
      "INSERT INTO intake.stated_figure VALUES (11, 'staff.actual', 3)",
      "INSERT INTO intake.explanation (submission_id, seq, kind, text) "
        + "VALUES (11, 1, 'reason', 'x')",
      "UPDATE intake.submission SET amount_unit = 'wan_yuan' WHERE submission_id = 11",
      "DELETE FROM intake.line WHERE submission_id = 11 AND line_no = 1",
    ] {
      let last = try await content()
      try await execute(change)
      #expect(try await content() != last, "\(change)")
    }
  }
}
