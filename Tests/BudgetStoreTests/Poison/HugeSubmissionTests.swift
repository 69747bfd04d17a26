import BudgetDomain
import BudgetEngine
import BudgetStore
import BudgetTestSupport
import SampleDistrict
import Testing

/// One unit hands in as many rows as a whole district.
@Suite(.database, .serialized)
struct HugeSubmissionTests {
  private static let healthy = "unit_code NOT IN ('*', 'X1')"

  @Test func leavesTheOthersAlone() async throws {
    let count = LongRun.count(
      "poison", normally: 100_000, long: SubmittedLine.mostOfSubmission)
    try await fileSample(
      SampleOptions(unitCount: 10, years: 2023...2023, includesPlantedSlips: false))
    try await runNight(nightRequest(isFull: true))
    let clean = try await everythingPublished(where: Self.healthy)
    try await file(lineCount: count)
    let receipt = try await runNight()
    #expect(receipt.hasPublished)
    #expect(receipt.readLineCount >= count)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    let total = "unit_code = 'X1' AND subject_code = '*' AND fund_type = '*'"
    let sum = count * (count + 1) / 2
    #expect(try await subjectCells(where: total) == ["2023 X1 * * - - \(sum).00"])
    // Only where a million rows are filed anyway: one more.
    guard count == SubmittedLine.mostOfSubmission else { return }
    try await execute(
      """
      INSERT INTO intake.line (submission_id, line_no, section, functional_code, actual)
      VALUES (900001, \(count + 1), 'functional', '2010101', 1.00)
      """)
    #expect(try await runNight().hasPublished)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    #expect(try await subjectCells(where: total) == [])
    #expect(try await anomalies(where: "unit_code = 'X1'").contains { $0.hasPrefix("A030 ") })
  }

  private func file(lineCount: Int) async throws {
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name)
      VALUES ('X1', 2000, repeat('名', 100000));
      INSERT INTO intake.submission (
        submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
      )
      VALUES (900001, 'X1', 2023, 'final_account', 1, 'accepted', 'yuan');
      INSERT INTO intake.line (
        submission_id, line_no, section, functional_code, fund_type, expenditure_kind, actual
      )
      SELECT 900001, number, 'functional', '20' || 10101 + number % 60 * 100, 'general', 'basic',
        number
      FROM generate_series(1, \(lineCount)) AS number;
      """)
  }
}
