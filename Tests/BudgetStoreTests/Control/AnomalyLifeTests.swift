import BudgetTestSupport
import PostgresClient
import Testing

/// The life of an anomaly over the nights.
@Suite(.database, .serialized)
struct AnomalyLifeTests {
  /// The superuser of the tests belongs to the department, so that it may explain.
  private func file(_ totals: [String: String]) async throws {
    try await AnsweredDistrict(totals: totals).file()
    try await execute(
      """
      INSERT INTO control.unit_member (role_name, unit_code, with_children)
      VALUES (session_user, 'A', true)
      ON CONFLICT DO NOTHING
      """)
    try await runNight(nightRequest(isFull: true))
  }

  private func explain(_ anomaly: String, _ rest: String = "") async throws {
    _ = try await column(
      "SELECT control.answer_anomaly(\(anomaly), 'explain', '按合同约定分摊'\(rest))")
  }

  private func publication() async throws -> String? {
    try await column("SELECT publication_id FROM summary.publication").first.flatMap(\.self)
  }

  @Test func isBornAnsweredReopenedResolvedAndComesBack() async throws {
    try await file(["A1 2023": "160.00", "A2 2023": "150.00"])
    let id = try await AnsweredDistrict.anomaly(at: "A1 2023")
    let first = try await publication() ?? "-"
    #expect(try await AnsweredDistrict.state(of: id) == ["new 160.0000 -"])
    try await runNight(nightRequest(isFull: true))
    #expect(try await AnsweredDistrict.state(of: id) == ["open 160.0000 -"])

    try await explain(id)
    #expect(try await AnsweredDistrict.state(of: id) == ["explained 160.0000 holds"])
    try await AnsweredDistrict.reprint("170.00", at: "A1 2023")
    #expect(try await AnsweredDistrict.state(of: id) == ["reopened 170.0000 figure_changed"])
    try await explain(id, ", NULL, 160, 200")
    #expect(try await AnsweredDistrict.state(of: id) == ["explained 170.0000 replaced,holds"])
    try await AnsweredDistrict.reprint("200.00", at: "A1 2023")
    #expect(try await AnsweredDistrict.state(of: id) == ["explained 200.0000 replaced,holds"])
    let last = try await publication() ?? "-"

    try await AnsweredDistrict.reprint("150.00", at: "A1 2023")
    #expect(try await anomalies(where: "rule_code = 'T010'") == [])
    #expect(try await AnsweredDistrict.state(of: id) == ["resolved 200.0000 replaced,holds"])
    let seen = try await rows(
      "first_publication_id, last_publication_id, unit_code, severity, expected_low",
      from: "summary.anomaly_history", where: "anomaly_id = \(id)")
    #expect(seen == ["\(first) \(last) A1 error 150.0000"])

    try await AnsweredDistrict.reprint("190.00", at: "A1 2023")
    #expect(try await AnsweredDistrict.state(of: id) == ["explained 190.0000 replaced,holds"])
    try await AnsweredDistrict.reprint("210.00", at: "A1 2023")
    #expect(
      try await AnsweredDistrict.state(of: id) == ["reopened 210.0000 replaced,figure_changed"])
    #expect(
      try await rows(
        "first_publication_id, last_publication_id", from: "summary.anomaly_history",
        where: "anomaly_id = \(id)") == ["\(first) \(try await publication() ?? "-")"])
  }

  @Test func staysInAYearThatIsNotReadAndEndsWithItsYear() async throws {
    try await file(["A1 2021": "160.00", "A1 2023": "160.00"])
    let early = try await AnsweredDistrict.anomaly(at: "A1 2021")
    let late = try await AnsweredDistrict.anomaly(at: "A1 2023")
    try await execute(
      "UPDATE intake.line SET actual = 150 FROM intake.submission "
        + "WHERE submission.submission_id = line.submission_id AND line_no = 1")
    #expect(try await runNight(nightRequest(years: [2021])).hasPublished)
    #expect(try await AnsweredDistrict.state(of: early) == ["resolved 160.0000 -"])
    #expect(try await AnsweredDistrict.state(of: late).first?.hasPrefix("resolved") == false)

    try await execute("DELETE FROM intake.submission WHERE fiscal_year = 2023")
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    #expect(try await AnsweredDistrict.state(of: late).first?.hasPrefix("resolved") == true)
  }

  @Test func aPublicationThatIsTakenBackTakesItsAnomaliesWithIt() async throws {
    try await file(["B1 2023": "150.00", "A2 2022": "160.00"])
    let before = try await publication() ?? "-"
    let old = try await AnsweredDistrict.anomaly(at: "A2 2022")
    try await execute("UPDATE intake.line SET actual = 150 WHERE line_no = 1")
    try await AnsweredDistrict.reprint("160.00", at: "B1 2023")
    let new = try await AnsweredDistrict.anomaly(at: "B1 2023")
    #expect(try await AnsweredDistrict.state(of: old).first?.hasPrefix("resolved") == true)
    #expect(try await AnsweredDistrict.state(of: new).first?.hasPrefix("new") == true)
    try await execute(
      """
      SELECT store.attach_volume(volume_id, fiscal_year)
      FROM control.publication_year
      WHERE publication_id = \(before)
        AND NOT EXISTS (
          SELECT
          FROM pg_inherits
          WHERE inhrelid = format('volume_%s.anomaly', volume_id)::regclass
        );
      UPDATE control.current_publication
      SET publication_id = \(before), fence_token = fence_token + 1000;
      """)
    #expect(try await AnsweredDistrict.state(of: old).first?.hasPrefix("resolved") == false)
    #expect(try await AnsweredDistrict.state(of: new) == [])
    try await execute(
      "UPDATE control.run_fence SET token = token + 2000")
    try await runNight(nightRequest(isFull: true))
  }

  @Test func anAnswerEndsAfterItsDay() async throws {
    try await file(["A1 2023": "165.00"])
    let id = try await AnsweredDistrict.anomaly(at: "A1 2023")
    try await explain(id, ", control.today()")
    #expect(try await AnsweredDistrict.state(of: id).last?.hasSuffix("holds") == true)
    let lapses = try await column(
      """
      SELECT control.answer_lapse(answer, 165, 1, answer.valid_until + days)
      FROM control.anomaly_answer AS answer
      CROSS JOIN generate_series(0, 1) AS days
      WHERE anomaly_id = \(id)
        AND valid_until IS NOT NULL
      ORDER BY days
      """)
    #expect(lapses == [nil, "expired"])
    // As if it had been given some days ago.
    try await execute(
      """
      INSERT INTO control.anomaly_answer (
        anomaly_id, kind, text, valid_until, low, high, stated, rule_version, publication_id
      )
      SELECT anomaly_id, 'explain', '有效期已过', control.today() - 1, stated, stated, stated,
        rule_version, publication_id
      FROM summary.anomaly
      WHERE anomaly_id = \(id)
      """)
    let state = try await AnsweredDistrict.state(of: id)
    #expect(state.first?.hasPrefix("reopened") == true)
    #expect(state.first?.hasSuffix("expired") == true)
  }

  @Test func aChangedRuleReopensItsOwnAnomaliesOnly() async throws {
    try await file(["A1 2023": "160.00"])
    let total = try await AnsweredDistrict.anomaly(at: "A1 2023")
    let missing = try #require(
      try await column(
        "SELECT anomaly_id FROM summary.anomaly WHERE rule_code = 'U020' AND unit_code = 'A2'"
      ).first.flatMap(\.self))
    try await explain(total)
    try await explain(missing)
    #expect(try await AnsweredDistrict.state(of: missing) == ["explained - holds"])
    try await execute("UPDATE store.anomaly SET rule_version = 2 WHERE rule_code = 'T010'")
    let state = try await AnsweredDistrict.state(of: total)
    #expect(state.first?.hasPrefix("reopened") == true)
    #expect(state.first?.hasSuffix("rule_changed") == true)
    #expect(try await AnsweredDistrict.state(of: missing) == ["explained - holds"])
  }

  @Test func placesAreTakenApart() async throws {
    try await execute(
      """
      INSERT INTO control.anomaly_identity (
        rule_code, place, first_publication_id, first_published_at
      )
      VALUES ('X', '2023||||', 999999, now()), ('X', '2022|a\\|b\\\\c|x|y', 999999, now())
      """)
    let places = try await rows(
      "fiscal_year, unit_code", from: "control.anomaly_identity", where: "rule_code = 'X'")
    #expect(places == ["2022 a|b\\c", "2023 "])
    try await execute("DELETE FROM control.anomaly_identity WHERE rule_code = 'X'")
  }
}
