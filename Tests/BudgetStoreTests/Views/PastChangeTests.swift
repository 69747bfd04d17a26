import BudgetTestSupport
import Testing

/// Changes of published figures of earlier years by cause, written out by hand.
@Suite(.database, .serialized)
struct PastChangeTests {
  /// Runs and lists what the new publication changes of the past.
  private func changes(after edit: String, series: String = "reported") async throws -> [String] {
    try await execute(edit)
    #expect(try await runNight().hasPublished)
    return try await rows(
      "fiscal_year, unit_code, subject_code, measure, cause, before, after, difference",
      from: "summary.past_change JOIN control.current_publication USING (publication_id)",
      where: "series = '\(series)'")
  }

  private func publish() async throws {
    try await HandWrittenDistrict.twoDepartments.file()
    try await runNight(nightRequest(isFull: true))
  }

  /// What a change of A2 in 2022 is listed as: at A2 and at both units above it.
  private static func expected(
    _ cause: String, _ old: [String], _ new: [String], _ difference: String
  )
    -> [String]
  {
    zip(["*", "A", "A2"], zip(old, new)).flatMap { unit, amounts in
      ["*", "201"].map { code in
        // What A1 has on 205 is in the totals of all subjects.
        let more = code == "*" && unit != "A2" ? 5 : 0
        func text(_ amount: String) -> String {
          Int(amount).map { "\($0 + more).00" } ?? amount
        }
        return "2022 \(unit) \(code) actual \(cause) \(text(amounts.0)) \(text(amounts.1)) "
          + difference
      }
    }.sorted()
  }

  /// The year that was the newest so far is a past one as soon as the next is filed.
  @Test func theFirstBookOfANewYearMakesTheLastOnePast() async throws {
    try await publish()
    let changed = try await changes(
      after: """
        UPDATE intake.line SET actual = 111 WHERE submission_id = 21;
        INSERT INTO intake.submission (
          submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
        )
        VALUES (31, 'A1', 2024, 'budget', 1, 'accepted', 'yuan');
        INSERT INTO intake.line (submission_id, line_no, section, functional_code, initial_budget)
        VALUES (31, 1, 'functional', '2010101', 120);
        """)
    #expect(
      changed
        == ["*", "A", "A1"].flatMap { unit in
          ["*", "201"].map {
            "2023 \(unit) \($0) actual revised_submission 110.00 111.00 1.00"
          }
        })
  }

  /// A unit that files late, files again, and takes it back.
  @Test func submissionsThatComeChangeAndGo() async throws {
    try await publish()
    #expect(
      try await changes(
        after: """
          INSERT INTO intake.submission (
            submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
          )
          VALUES (13, 'A2', 2022, 'final_account', 1, 'accepted', 'yuan');
          INSERT INTO intake.line (submission_id, line_no, section, functional_code, actual)
          VALUES (13, 1, 'functional', '2010101', 7);
          """) == Self.expected("late_unit", ["130", "100", "-"], ["137", "107", "7"], "7.00"))
    #expect(
      try await changes(
        after: """
          INSERT INTO intake.submission (
            submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
          )
          VALUES (14, 'A2', 2022, 'final_account', 2, 'accepted', 'yuan');
          INSERT INTO intake.line (submission_id, line_no, section, functional_code, actual)
          VALUES (14, 1, 'functional', '2010101', 9);
          """)
        == Self.expected("revised_submission", ["137", "107", "7"], ["139", "109", "9"], "2.00"))
    // Edited where it stands, against the rules of the intake.
    #expect(
      try await changes(after: "UPDATE intake.line SET actual = 8 WHERE submission_id = 14")
        == Self.expected("revised_submission", ["139", "109", "9"], ["138", "108", "8"], "-1.00"))
    #expect(
      try await changes(
        after: "UPDATE intake.submission SET status = 'withdrawn' WHERE unit_code = 'A2'")
        == Self.expected("withdrawn", ["138", "108", "8"], ["130", "100", "-"], "-8.00"))
  }

  /// A year that nobody files any more is gone as a whole; the newest year is still being filed.
  @Test func aYearIsWithdrawn() async throws {
    try await publish()
    let gone = try await changes(
      after: """
        DELETE FROM intake.line WHERE submission_id < 20;
        DELETE FROM intake.submission WHERE submission_id < 20;
        """)
    #expect(gone.contains("2022 * * actual withdrawn 135.00 - -135.00"))
    #expect(gone.allSatisfy { $0.contains(" withdrawn ") && $0.contains(" - -") })
    #expect(
      try await changes(after: "UPDATE intake.line SET actual = 1 WHERE submission_id = 21") == [])
  }

  /// A unit that stands elsewhere changes its groups and nothing else.
  @Test func aChangedTreeMovesMoney() async throws {
    try await publish()
    #expect(
      try await changes(after: "UPDATE reference.unit SET parent_code = 'A' WHERE unit_code = 'B1'")
        == [
          "2022 A * actual unit_tree 105.00 135.00 30.00",
          "2022 A 201 actual unit_tree 100.00 130.00 30.00",
        ] + ["*", "201"].map { "2022 B \($0) actual unit_tree 30.00 - -30.00" })
  }

  /// What is taken out of a sum, and the alias that a row is read by.
  @Test func rulesAndEliminationsChangeThePast() async throws {
    try await publish()
    #expect(
      try await changes(
        after: """
          INSERT INTO reference.rule_setting VALUES ('elimination', 'one_sided', 2000, NULL, 1);
          INSERT INTO reference.internal_transfer
          VALUES (2022, 'A1', 'B1', '201', 'general', 'actual', 1000, NULL);
          """) == [
          "2022 * * actual elimination 135.00 125.00 -10.00",
          "2022 * 201 actual elimination 130.00 120.00 -10.00",
        ])
    try await execute(
      """
      INSERT INTO reference.subject_alias VALUES ('某支出', '2050101', 2000, NULL, NULL);
      UPDATE intake.line
      SET functional_code = NULL, printed_name = '某支出'
      WHERE submission_id = 11
        AND line_no = 2;
      """)
    try await runNight()
    #expect(
      try await changes(after: "UPDATE reference.subject_alias SET code = '2060101'")
        == [
          ("*", "205", "5.00 - -5.00"), ("*", "206", "- 5.00 5.00"), ("A", "205", "5.00 - -5.00"),
          ("A", "206", "- 5.00 5.00"), ("A1", "205", "5.00 - -5.00"), ("A1", "206", "- 5.00 5.00"),
        ].map { "2022 \($0.0) \($0.1) actual rule \($0.2)" })
  }

  /// A crosswalk row changes comparable figures only.
  @Test func aCrosswalkChangesComparableFigures() async throws {
    try await publish()
    let changes = try await changes(
      after: """
        INSERT INTO reference.crosswalk
        VALUES ('general', '2050101', '2060101', 2023, 1, 1, 'recode')
        """, series: "comparable")
    #expect(
      changes
        == ["*", "A", "A1"].flatMap {
          [
            "2022 \($0) 205 actual crosswalk 5.00 - -5.00",
            "2022 \($0) 206 actual crosswalk - 5.00 5.00",
          ]
        })
    let reported = try await column(
      """
      SELECT count(*)
      FROM summary.past_change
      JOIN control.current_publication USING (publication_id)
      WHERE series = 'reported'
      """)
    #expect(reported == ["0"])
  }

  /// Rows of a run that published nothing are nobody's.
  @Test func aRunThatPublishesNothingLeavesNothing() async throws {
    try await publish()
    #expect(try await runNight().isUpToDate)
    try await execute(
      """
      INSERT INTO control.past_change
      SELECT max(run_id), 2022, 'reported', 'A', '*', 'actual', 'rule', 1, 4243, 4242
      FROM control.run;
      """)
    let shown = "SELECT count(*) FROM summary.past_change WHERE difference = 42.42"
    #expect(try await column(shown) == ["0"])
    _ = try await changes(after: "UPDATE intake.line SET actual = 4 WHERE submission_id = 12")
    let kept = "SELECT count(*) FROM control.past_change WHERE difference_fen = 4242"
    #expect(try await column(kept) == ["0"])
  }
}
