import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// Changes between two publications by cause, written out by hand.
@Suite(.database, .serialized)
struct ChangesTests {
  /// Publishes what stands now.
  private func publish() async throws -> String {
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    let current = try await column("SELECT publication_id FROM summary.publication")
    return current.first.flatMap(\.self) ?? ""
  }

  private func first() async throws -> String {
    try await HandWrittenDistrict.twoDepartments.file()
    return try await publish()
  }

  /// Changes of all funds.
  private func changes(_ old: String, _ new: String, where condition: String = "true") async throws
    -> [String]
  {
    try await rows(
      "fiscal_year, unit_code, subject_code, measure, cause, before, after, difference",
      from: "summary.changes(\(old), \(new))",
      where: "series = 'reported' AND fund_type = '*' AND \(condition)")
  }

  private func addSubmission(_ id: Int, _ unit: String, _ year: Int, _ actual: Int) -> String {
    """
    INSERT INTO intake.submission (
      submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
    )
    VALUES (\(id), '\(unit)', \(year), 'final_account', 1, 'accepted', 'yuan');
    INSERT INTO intake.line (submission_id, line_no, section, functional_code, actual)
    VALUES (\(id), 1, 'functional', '2010101', \(actual));
    """
  }

  /// Every level, every node above, both directions, through an intermediate publication.
  @Test func everyLevelAndNodeIsListedWithItsCauses() async throws {
    let old = try await first()
    try await execute("UPDATE intake.line SET actual = 90 WHERE submission_id = 11 AND line_no = 1")
    let middle = try await publish()
    try await execute(addSubmission(13, "A2", 2022, 7))
    let new = try await publish()
    func expected(_ codes: [String], _ more: Int) -> [String] {
      codes.flatMap { code in
        let five = code == "*" ? 5 : 0
        return [
          "2022 A \(code) actual late_unit \(100 + five).00 \(97 + five).00 7.00",
          "2022 A \(code) actual revised_submission \(100 + five).00 \(97 + five).00 -10.00",
          "2022 A1 \(code) actual revised_submission \(100 + five).00 \(90 + five).00 -10.00",
          "2022 A2 \(code) actual late_unit - 7.00 7.00",
          "2022 * \(code) actual late_unit \(130 + five).00 \(127 + five).00 7.00",
          "2022 * \(code) actual revised_submission \(130 + five).00 \(127 + five).00 -10.00",
        ]
      }.sorted()
    }
    #expect(try await changes(old, new) == expected(["*", "201", "20101", "2010101"], 0))
    // Backwards, what came late is taken back.
    let back = try await changes(new, old, where: "unit_code = '*' AND subject_code = '*'")
    #expect(
      back == [
        "2022 * * actual revised_submission 132.00 135.00 10.00",
        "2022 * * actual withdrawn 132.00 135.00 -7.00",
      ])
    #expect(try await changes(middle, middle) == [])
    let funds = try await rows(
      "fund_type, cause, difference", from: "summary.changes(\(old), \(new), 2022, 'reported')",
      where: "unit_code = '*' AND subject_code = '*'")
    #expect(
      funds == [
        "* late_unit 7.00", "* revised_submission -10.00", "general revised_submission -10.00",
        "unstated late_unit 7.00",
      ])
    let named = try await rows(
      "change.unit_name, change.subject_level",
      from: "summary.changes(\(old), \(new), 2022, 'reported') AS change",
      where: "unit_code = 'A2' AND fund_type = '*'")
    #expect(named == ["A2 0", "A2 3", "A2 5", "A2 7"])
  }

  /// A year that only one publication shows came or went as a whole.
  @Test func yearsComeAndGo() async throws {
    let old = try await first()
    try await execute(
      """
      DELETE FROM intake.line WHERE submission_id < 20;
      DELETE FROM intake.submission WHERE submission_id < 20;
      """ + addSubmission(31, "A1", 2024, 9))
    let new = try await publish()
    let total = "unit_code = '*' AND subject_code = '*'"
    #expect(
      try await changes(old, new, where: total) == [
        "2022 * * actual withdrawn 135.00 - -135.00", "2024 * * actual new_submission - 9.00 9.00",
      ])
    #expect(
      try await changes(new, old, where: total) == [
        "2022 * * actual new_submission - 135.00 135.00", "2024 * * actual withdrawn 9.00 - -9.00",
      ])
  }

  /// A unit gets one below it, which has filed the same amount: the sum is the same, and nothing
  /// is said of it.
  @Test func aUnitThatBecomesAGroupHasChangedByTheTree() async throws {
    let old = try await first()
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name, parent_code)
      VALUES ('B11', 2000, 'B11', 'B1');
      """ + addSubmission(14, "B11", 2022, 30))
    let new = try await publish()
    #expect(
      try await changes(old, new)
        == ["*", "201", "20101", "2010101"].map {
          "2022 B11 \($0) actual unit_tree - 30.00 30.00"
        }.sorted())
    #expect(
      try await rows(
        "unit_code, cause, difference", from: "summary.changes(\(old), \(new))",
        where: "cause = 'unknown'") == [])
  }

  /// What was taken out of a group's sum moves with the group.
  @Test func aGroupMovesWithWhatWasTakenOut() async throws {
    try await HandWrittenDistrict.twoDepartments.file()
    try await execute(
      addSubmission(13, "A2", 2022, 7)
        + """
        INSERT INTO reference.rule_setting VALUES ('elimination', 'one_sided', 2000, NULL, 1);
        INSERT INTO reference.internal_transfer
        VALUES (2022, 'A1', 'A2', '201', 'general', 'actual', 1000, NULL);
        """)
    let old = try await publish()
    try await execute("UPDATE reference.unit SET parent_code = 'B' WHERE unit_code = 'A'")
    let new = try await publish()
    let changes = try await changes(old, new, where: "subject_code = '*'")
    #expect(
      changes == [
        "2022 B * actual unit_tree 30.00 132.00 102.00",
        "2023 B * actual unit_tree - 110.00 110.00",
      ])
  }

  /// Restated figures change by the crosswalk, by who holds the money now, or by what was
  /// submitted, on the code where the money stands now.
  @Test func restatedFiguresChangeByWhatMakesThem() async throws {
    func restated(_ old: String, _ new: String) async throws -> [String] {
      try await rows(
        "unit_code, subject_code, cause, before, after, difference",
        from: "summary.changes(\(old), \(new), 2022, 'comparable')",
        where: "fund_type = '*' AND subject_level = 7 AND unit_code ~ '^A[12]'")
    }
    let plain = try await first()
    try await execute(
      """
      INSERT INTO reference.crosswalk
      VALUES ('general', '2050101', '2060101', 2023, 1, 1, 'recode')
      """)
    let routed = try await publish()
    #expect(
      try await restated(plain, routed) == [
        "A1 2050101 crosswalk 5.00 - -5.00", "A1 2060101 crosswalk - 5.00 5.00",
      ])
    try await execute("UPDATE intake.line SET actual = 8 WHERE submission_id = 11 AND line_no = 2")
    let revised = try await publish()
    #expect(
      try await restated(routed, revised) == ["A1 2060101 revised_submission 5.00 8.00 3.00"])
    // Both at once: what was reported changed by 3, the rest went to another code.
    #expect(
      try await restated(plain, revised) == [
        "A1 2050101 crosswalk 5.00 - -8.00", "A1 2050101 revised_submission 5.00 - 3.00",
        "A1 2060101 crosswalk - 8.00 8.00",
      ])
    try await execute(
      "INSERT INTO reference.unit_succession VALUES ('A1', 'A2', 2023, 'transfer', 1, 4)")
    let moved = try await publish()
    #expect(
      try await restated(revised, moved) == [
        "A1 2010101 unit_tree 100.00 75.00 -25.00", "A1 2060101 unit_tree 8.00 6.00 -2.00",
        "A2 2010101 unit_tree - 25.00 25.00", "A2 2060101 unit_tree - 2.00 2.00",
      ])
    // The shares of both and the amount changed, and nobody can say by how much each.
    try await execute(
      """
      UPDATE reference.crosswalk SET to_code = '2070101';
      UPDATE intake.line SET actual = 12 WHERE submission_id = 11 AND line_no = 2;
      """)
    let both = try await publish()
    let last = try await restated(moved, both)
    #expect(last.contains("A1 2060101 restatement 6.00 - -6.00"), "\(last)")
    #expect(last.contains("A1 2070101 restatement - 9.00 9.00"), "\(last)")
  }

  @Test func whatIsNotKeptOrNoSeriesIsRefused() async throws {
    let id = try await first()
    for (call, constraint) in [
      ("\(id), 999999", "publication_is_kept"), ("NULL, \(id)", "publication_is_kept"),
      ("\(id), \(id), NULL, 'printed'", "series_is_known"),
    ] {
      do {
        try await execute("SELECT * FROM summary.changes(\(call))")
        Issue.record("\(call) is answered")
      } catch let error as PostgresError {
        #expect(error.place.constraint == constraint)
        #expect(error.exitCode == 64)
      }
    }
  }

  @Test func analystsReadChangesOfVolumesThatAreDetached() async throws {
    let old = try await first()
    try await execute("UPDATE intake.line SET actual = 90 WHERE submission_id = 11 AND line_no = 1")
    let new = try await publish()
    try await setUpRoles()
    let query = "SELECT count(*) > 0 FROM summary.changes(\(old), \(new))"
    #expect(try await asked(by: "huizong_analyst", query) == "t")
    await #expect(throws: PostgresError.self) { try await asked(by: "huizong_unit", query) }
  }
}
