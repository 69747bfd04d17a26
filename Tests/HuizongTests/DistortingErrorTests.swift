import BudgetTestSupport
import Foundation
import Testing

/// Of which errors the page says that they may distort its total.
@Suite(.database, .serialized) struct DistortingErrorTests {
  private let district = FiledDistrict()

  /// An error of a percentage in the text touches no sum; one of a row that is added up does.
  @Test func onlyErrorsOfSumsMakeTotalsDoubtful() async throws {
    let folder = try Scratch()
    try await district.publish(in: folder)
    let quiet = try await district.rows(
      """
      SELECT unit_code, submission_id
      FROM summary.coverage
      JOIN summary.unit_tree USING (fiscal_year, unit_code)
      WHERE fiscal_year = 2023
        AND kind = 'final_account'
        AND state = 'effective'
        AND is_leaf
        AND unit_code <> ALL (
          SELECT unit_code
          FROM summary.anomaly
          WHERE fiscal_year = 2023
            AND unit_code IS NOT NULL
        )
      ORDER BY unit_code
      LIMIT 1
      """)
    let (unit, submission) = try #require(quiet.first)
    try await district.publish(
      after: """
        UPDATE intake.stated_figure
        SET value = value + 40
        WHERE submission_id = \(submission)
          AND figure LIKE '%.change_percent';
        """)
    let percent = try await overview(of: unit, folder)
    #expect(!percent.text.contains("条错误尚未处理"), "\(percent.text)")
    #expect(!percent.errors.isEmpty && percent.errors != "0")
    try await district.publish(
      after: """
        UPDATE intake.line
        SET actual = actual * 10
        WHERE submission_id = \(submission)
          AND section = 'functional'
          AND line_no = (
            SELECT max(line_no)
            FROM intake.line
            WHERE submission_id = \(submission)
              AND section = 'functional'
              AND actual > 0
          );
        """)
    let row = try await overview(of: unit, folder)
    #expect(row.text.contains("条错误尚未处理"), "\(row.text)")
  }

  private func overview(
    of unit: String, _ folder: Scratch
  ) async throws -> (text: String, errors: String) {
    try await district.succeed(
      ["report", "--unit", unit, "--force", "--output", folder.path + "/unit.html"]
        + district.database)
    let page = try ReadPage(folder.url.appending(path: "unit.html"))
    let counts = try page.section("anomalies").text.firstMatch(of: /错误 (\d+)/)
    return (try page.section("overview").text, counts.map { String($0.1) } ?? "")
  }
}
