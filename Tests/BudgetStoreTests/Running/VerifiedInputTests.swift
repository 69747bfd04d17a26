import BudgetStore
import BudgetTestSupport
import Testing

/// Whether the input is the one that was published, and what is newer.
@Suite(.database, .serialized)
struct VerifiedInputTests {
  @Test func referenceDataAndNewSubmissionsAreListedAmongWhatIsNewer() async throws {
    try await publishSample()
    try await execute("UPDATE reference.unit SET name = name || 'X' WHERE parent_code IS NULL")
    let renamed = try await verifyPublished(.years([2022]))
    #expect(!renamed.isSameInput)
    #expect(renamed.newerParts == [.reference])
    #expect(renamed.newer.count == 0)
    try await execute(
      """
      INSERT INTO intake.submission (
        submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
      )
      SELECT 999999, unit_code, fiscal_year, kind, 90, 'draft', amount_unit
      FROM intake.submission
      WHERE fiscal_year = 2023
      ORDER BY submission_id
      LIMIT 1
      """)
    let report = try await verifyPublished(.years([2022]))
    #expect(report.newerParts == [.reference])
    #expect(report.newer.elements.map(\.state) == ["new"])
    #expect(report.newer.elements.map(\.submissionID) == [999_999])
    #expect(report.newer.elements.first?.revision == 90)
    try await execute("ALTER TABLE intake.line DISABLE TRIGGER insert_is_marked")
    let doubtful = try await verifyPublished(.years([2022]))
    #expect(doubtful.newerParts == [.reference, .definition, .untrusted])
    #expect(doubtful.doubts == ["line:unmarked"])
    try await execute("SELECT control.watch_intake()")
  }

  /// Of years that were published before that was recorded, whole ones are proved by their
  /// contents.
  @Test func anUnknownInputProvesNothing() async throws {
    try await publishSample()
    try await execute("DELETE FROM control.volume_input")
    let report = try await verifyPublished(.years([2022]))
    #expect(report.newerParts == [.unrecorded])
    #expect(report.newer.count == 0)
    #expect(!report.isSameInput)
    #expect(try await verifyPublished().isSameInput)
  }

  /// A run of one year leaves the restated figures of the others as they were, which is no error.
  @Test func figuresRestatedEarlierAreNoError() async throws {
    try await publishSample()
    try await execute(
      """
      UPDATE intake.line
      SET functional_code = '2299901'
      WHERE functional_code ~ '^[0-9]{7}$'
        AND submission_id IN (SELECT submission_id FROM intake.submission WHERE fiscal_year = 2022)
      """)
    try await runNight(nightRequest(years: [2022]))
    let report = try await verifyPublished()
    #expect(!report.isBroken, "\(report.differences.elements.prefix(3))")
    #expect(report.newer.count == 0)
    #expect(report.differences.count == 0 || report.newerParts == [.restatement])
  }

  @Test func newerInputIsListedApart() async throws {
    try await publishSample()
    let ids = try await column(
      """
      SELECT min(submission_id)
      FROM intake.submission
      WHERE fiscal_year = 2023 AND kind = 'final_account' AND status = 'accepted'
      """)
    let id = try #require(ids.first.flatMap { $0 })
    try await execute(
      "UPDATE intake.line SET actual = 2 * actual WHERE submission_id = \(id)")
    let report = try await verifyPublished()
    #expect(!report.isSameInput)
    #expect(!report.isBroken)
    #expect(report.newer.elements.map { "\($0.submissionID)" } == [id])
    #expect(report.newer.elements.map(\.state) == ["changed"])
    #expect(report.newer.elements.first?.changedAt != nil)
    #expect(report.newerParts.isEmpty)
    #expect(report.differences.count > 0)
    // Another program may count otherwise; that is no proof of a wrong figure.
    try await runNight()
    #expect(try await verifyPublished().isSameInput)
    #expect(try await verifyPublished(programVersion: "another").newerParts == [.program])
  }
}
