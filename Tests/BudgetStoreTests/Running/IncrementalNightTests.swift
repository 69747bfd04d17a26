import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// Nights that read what has changed and take the rest from the leaf cache, against everything
/// worked out once more.
@Suite(.database, .serialized)
struct IncrementalNightTests {
  private static let sample = SampleOptions(unitCount: 14, years: 2021...2023)

  private func differences() async throws -> [String] {
    let report = try await verifyPublished()
    #expect(report.isSameInput, "\(report.newerParts)")
    return report.differences.elements.map { "\($0)" }
  }

  private func digest() async throws -> [String?] {
    try await column("SELECT digest FROM summary.publication")
  }

  private func start() async throws {
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
  }

  /// Twenty scripts of three edits each, one after another over the same district.
  @Test func everyNightLeavesWhatAFullOneWould() async throws {
    try await start()
    var (read, all) = (0, 0)
    for script in 0..<20 {
      for turn in 0..<3 {
        let number = script * 3 + turn
        try await execute(NightEdits.edit(number))
      }
      let receipt = try await runNight()
      (read, all) = (read + receipt.readLineCount, all + receipt.lineCount)
      let different = try await differences()
      guard different.isEmpty else {
        Issue.record("script \(script): \(different.prefix(3))")
        return
      }
    }
    #expect(read < all / 2, "\(read) lines read of \(all)")
    let incremental = try await digest()
    try await runNight(nightRequest(isFull: true))
    #expect(try await digest() == incremental)
  }

  /// One submission of one year: its lines are read and no others, its year and the next one, which
  /// stands beside it, get new tables, and the others keep theirs.
  @Test func oneSubmissionIsReadAndItsYearsAreWritten() async throws {
    try await start()
    let before = try await volumes()
    let count = try await column(
      """
      WITH chosen AS (
        SELECT submission_id
        FROM intake.submission
        JOIN intake.line USING (submission_id)
        WHERE fiscal_year = 2021
          AND kind = 'final_account'
          AND status = 'accepted'
          AND actual > 0
        ORDER BY submission_id
        LIMIT 1
      ), changed AS (
        UPDATE intake.line
        SET actual = actual + 1
        WHERE submission_id IN (TABLE chosen)
          AND actual > 0
      )
      SELECT count(*)
      FROM intake.line
      WHERE submission_id IN (TABLE chosen)
      """)
    let receipt = try await runNight()
    #expect(String(receipt.readLineCount) == count[0])
    #expect(receipt.readSubmissionCount == 1)
    let after = try await volumes()
    let changed = Set(before.compactMap { $0 }).symmetricDifference(after.compactMap { $0 })
    #expect(Set(changed.map { $0.prefix(4) }) == ["2021", "2022"])
    #expect(try await differences().isEmpty)
  }

  private func volumes() async throws -> [String?] {
    try await column(
      """
      SELECT fiscal_year || ' ' || volume_id
      FROM control.current_publication
      JOIN control.publication_year USING (publication_id)
      """)
  }

  /// What is damaged, of another program, or gone, is read again.
  @Test(arguments: [
    "UPDATE control.leaf SET record = set_byte(record, 20, get_byte(record, 20) # 1)",
    "UPDATE control.leaf SET record = substr(record, 1, length(record) / 2)",
    "UPDATE control.leaf SET record = ''",
    "UPDATE control.leaf SET origin = origin + 1",
    "UPDATE control.leaf SET version = version + 1",
    "TRUNCATE control.leaf",
  ])
  func nothingDoubtfulIsTakenBack(damage: String) async throws {
    try await start()
    try await execute(damage)
    try await execute("UPDATE reference.unit SET name = name || '改'")
    let receipt = try await runNight()
    #expect(receipt.readLineCount == receipt.lineCount)
    #expect(try await differences().isEmpty)
    try await execute("UPDATE reference.unit SET name = name || '又'")
    #expect(try await runNight().readLineCount == 0)
  }

  /// A run that somebody asked for trusts nothing.
  @Test func aRequestedRunReadsEverything() async throws {
    try await start()
    let receipt = try await runNight(nightRequest(isFull: true))
    #expect(receipt.readLineCount == receipt.lineCount)
    let year = try await runNight(nightRequest(years: [2022]))
    #expect(year.readLineCount > 0)
  }
}
