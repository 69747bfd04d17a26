import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Testing

/// What a night leaves that works out some years only, beside the figures, and where it may not.
@Suite(.database, .serialized)
struct KeptYearTests {
  /// What no digest of values covers is shown as it is now all the same: names and the basis of
  /// restated figures, the numbers of submissions, rows without amounts, shares of no money.
  @Test(arguments: [
    "UPDATE reference.unit SET valid_to = 2022 WHERE unit_code = '101004' AND valid_to IS NULL;"
      + "INSERT INTO reference.unit VALUES ('101004', 2023, NULL, '新名中心', '101', '参公')",
    "UPDATE reference.functional_subject SET name = name || '改' WHERE code = '2120399'",
    "INSERT INTO intake.line (submission_id, line_no, section, functional_code, fund_type) "
      + "SELECT min(submission_id), 9001, 'functional', '2070101', 'general' FROM intake.line",
    "UPDATE intake.submission SET fiscal_year = 2024 WHERE submission_id = "
      + "(SELECT max(submission_id) FROM intake.submission WHERE fiscal_year = 2023)",
    "INSERT INTO reference.unit_succession VALUES ('199001', '101004', 2023, 'transfer', 1, 3)",
    """
    UPDATE intake.explanation SET submission_id = 990001
    WHERE submission_id = (SELECT min(submission_id) FROM intake.submission);
    UPDATE intake.stated_figure SET submission_id = 990001
    WHERE submission_id = (SELECT min(submission_id) FROM intake.submission);
    UPDATE intake.line SET submission_id = 990001
    WHERE submission_id = (SELECT min(submission_id) FROM intake.submission);
    UPDATE intake.submission SET submission_id = 990001
    WHERE submission_id = (SELECT min(submission_id) FROM intake.submission);
    """,
  ])
  func whatIsBesideTheFiguresIsNew(change: String) async throws {
    try await publishSample()
    try await execute(change)
    #expect(try await runNight().hasPublished)
    #expect(try await verifyPublished().differences.count == 0)
    let stale = try await column(
      "SELECT DISTINCT fiscal_year FROM summary.comparable_subject_year WHERE NOT is_current")
    #expect(stale.isEmpty)
    #expect(try await runNight().isUpToDate)
  }

  /// One that has nothing and is gone since moves in an older year: no figure changes, only whom it
  /// stood under.
  @Test func anEmptyUnitMovesInAnOlderYear() async throws {
    var district = HandWrittenDistrict.twoDepartments
    district.units += "\nA3,2000,2022,A"
    try await district.file()
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    try await execute("UPDATE reference.unit SET parent_code = 'B' WHERE unit_code = 'A3'")
    #expect(try await runNight().hasPublished)
    #expect(try await verifyPublished().differences.count == 0)
    #expect(
      try await rows(
        "fiscal_year, parent_code", from: "summary.unit_tree", where: "unit_code = 'A3'")
        == ["2022 B"])
  }

  /// Marks of another cluster are not trusted while their transactions may come again.
  @Test func marksOfAnotherClusterAreDoubted() async throws {
    try await publishSample()
    try await execute(
      """
      INSERT INTO control.submission_change (submission_id, transaction, weight)
      SELECT 1, (pg_current_xact_id()::text::bigint + 1000000)::text::xid8, 1
      """)
    let receipt = try await runNight()
    #expect(receipt.readLineCount == receipt.lineCount)
    #expect(
      try await column("SELECT unnest(change_doubts) FROM control.run ORDER BY run_id DESC LIMIT 1")
        == ["submission:restored"])
  }

  /// The doubt would pass by itself when as many transactions have, which may take months.
  @Test func marksOfAnotherClusterAreRenewed() async throws {
    try await publishSample()
    try await execute(
      """
      INSERT INTO control.submission_change (submission_id, transaction, weight)
      SELECT submission_id, (pg_current_xact_id()::text::bigint + 1000000)::text::xid8, 1
      FROM intake.submission
      """)
    #expect(try await readsLines())
    #expect(try await readsLines())
    try await execute("SELECT control.renew_marks()")
    #expect(try await readsLines(), "all marks are new")
    #expect(try await !readsLines())
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE functional_code = '*'")
    #expect(try await readsLines())
    #expect(try await verifyPublished().differences.count == 0)
  }

  /// A cache that cannot be kept costs the next night time, and this one nothing.
  @Test func aNightThatCannotKeepTheCacheHasPublished() async throws {
    try await publishSample()
    try await execute(
      "ALTER TABLE control.leaf ADD CONSTRAINT full_up CHECK (origin = 0) NOT VALID")
    let receipt = try await runNight(nightRequest(isFull: true))
    #expect(receipt.hasPublished)
    try await execute("ALTER TABLE control.leaf DROP CONSTRAINT full_up")
    #expect(try await verifyPublished().differences.count == 0)
  }
}
