import BudgetDomain
import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// Bad input that the run judges: it is listed, and healthy cells are the same as without it.
@Suite(.database, .serialized)
struct PoisonTests {
  private static let healthy = "unit_code <> '*' AND unit_code NOT LIKE 'X%'"

  /// Units X1 to X7 file beside a clean sample, each with one thing wrong.
  private func filePoison() async throws {
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name)
      SELECT 'X' || number, 2000, 'X' || number
      FROM generate_series(1, 7) AS number;
      INSERT INTO intake.submission (
        submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
      )
      SELECT 900000 + number, 'X' || number, 2023, 'final_account', 1, 'accepted', 'yuan'
      FROM generate_series(1, 8) AS number;
      INSERT INTO intake.line (
        submission_id, line_no, section, functional_code, fund_type, expenditure_kind, actual
      )
      VALUES
        (900001, 1, 'functional', '2010101', 'general', 'basic', 12.345),
        (900001, 2, 'functional', '2010101', 'general', 'basic', 10.00),
        (900001, 3, 'functional', '2010101', 'general', 'basic', 99999999999999999.00),
        (900002, 1, 'functional', '2010', 'general', 'basic', 20.00),
        (900003, 1, 'functional', '20101011', 'general', 'basic', 30.00),
        (900004, 1, 'functional', 'abc', 'general', 'basic', 40.00),
        (900005, 1, 'functional', NULL, 'general', 'basic', 50.00),
        (900006, 1, 'functional', '2080504', 'general', 'basic', 60.00),
        (900007, 1, 'functional', '2019876', 'general', 'basic', 70.00),
        (900008, 1, 'functional', '2010101', 'general', 'basic', 80.00);
      """)
  }

  @Test func isListedAndLeavesHealthyCellsAsTheyAre() async throws {
    try await fileSample(
      SampleOptions(unitCount: 20, years: 2022...2023, includesPlantedSlips: false))
    try await runNight()
    let clean = try await everythingPublished(where: Self.healthy)
    let district = try await column(
      """
      SELECT actual
      FROM summary.subject_year
      WHERE (fiscal_year, unit_code, subject_code, fund_type) = (2023, '*', '*', '*')
      """)
    try await filePoison()
    #expect(try await runNight().hasPublished)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    let found = try await anomalies(where: "unit_code LIKE 'X%'")
    #expect(
      found == [
        "A010 error 2023 X1 2010101 - 1", "A010 error 2023 X1 2010101 - 3",
        "C010 error 2023 X2 2010 - 1", "C010 error 2023 X3 20101011 - 1",
        "C010 error 2023 X4 abc - 1", "C010 error 2023 X5 - - 1",
        "C020 review 2023 X7 2019876 - 1", "C030 review 2023 X6 2080504 - 1",
        "U010 error 2023 X8 - - -",
      ])
    let lowest = try await rows(
      "unit_code, subject_code, actual", from: "summary.subject_year",
      where: """
        unit_code LIKE 'X%' AND fund_type = '*' AND direct_actual IS NOT NULL
        """)
    #expect(
      lowest == [
        "X1 2010101 10.00", "X2 201 20.00", "X3 2010101 30.00", "X4 ? 40.00", "X5 ? 50.00",
        "X6 2080504 60.00", "X7 2019876 70.00",
      ])
    // All readable money of units in the tree: 10 + 20 + … + 70.
    let raised = try await column(
      """
      SELECT actual - $1::numeric
      FROM summary.subject_year
      WHERE (fiscal_year, unit_code, subject_code, fund_type) = (2023, '*', '*', '*')
      """, [.text(district.first.flatMap(\.self))])
    #expect(raised == ["280.00"])
  }

  /// Names have no bound in the tables; an index has.
  @Test func endlessNamesAreCutAndTheNightGoesOn() async throws {
    try await fileSample(SampleOptions(unitCount: 10, years: 2023...2023))
    try await runNight(nightRequest(isFull: true))
    let clean = try await everythingPublished(where: Self.healthy)
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name)
      VALUES ('X1', 2000, 'X1');
      INSERT INTO intake.submission (
        submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
      )
      VALUES (900001, 'X1', 2023, 'final_account', 1, 'accepted', 'yuan');
      INSERT INTO intake.line (submission_id, line_no, section, printed_name, actual)
      SELECT 900001, line_no, section, name || line_no, line_no
      FROM (
        SELECT string_agg(md5(number::text), '') AS name
        FROM generate_series(1, 200) AS number
      ) AS endless
      CROSS JOIN (
        VALUES (1, 'project'), (2, 'project'), (3, 'functional')
      ) AS extra (line_no, section);
      """)
    #expect(try await runNight().hasPublished)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    #expect(try await anomalies(where: "unit_code = 'X1'").count == 1)
    let projects = try await rows(
      "actual", from: "summary.project_year",
      where: "unit_code = 'X1' AND fund_type = '*' AND project_code <> '*'")
    #expect(projects == ["1.00", "2.00"])
  }

  @Test func aUnitNamedLikeTheDistrictIsExcludedAndLeavesTheDistrictAlone() async throws {
    try await fileSample(SampleOptions(unitCount: 10, years: 2022...2023))
    try await runNight(nightRequest(isFull: true))
    let clean = try await everythingPublished()
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name)
      VALUES ('*', 2000, 'all');
      INSERT INTO intake.submission (
        submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit
      )
      VALUES (900001, '*', 2023, 'final_account', 1, 'accepted', 'yuan');
      INSERT INTO intake.line (submission_id, line_no, section, functional_code, actual)
      VALUES (900001, 1, 'functional', '205', 1.00)
      """)
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    #expect(try await anomalies(where: "unit_code = '*'") == ["U010 error 2023 * - - -"])
    let coverage = try await rows("state", from: "summary.coverage", where: "unit_code = '*'")
    #expect(coverage == ["excluded"])
    // Nothing else differs: neither the district's sums nor its prior year, which is recorded.
    let after = try await everythingPublished()
    #expect(Set(after).symmetricDifference(clean).count == 2)
  }

  @Test func aCycleInTheTreeEndsTheRunWithItsPath() async throws {
    try await fileSample(SampleOptions(unitCount: 10, years: 2022...2023))
    try await runNight(nightRequest(isFull: true))
    let before = try await everythingPublished()
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name, parent_code)
      VALUES ('X1', 2023, 'X1', 'X2'), ('X2', 2023, 'X2', 'X3'), ('X3', 2023, 'X3', 'X1')
      """)
    let error = await #expect(throws: DomainError.self) { try await runNight() }
    #expect(error == .cyclicUnitTree(year: FiscalYear(2023), path: ["X1", "X2", "X3", "X1"]))
    #expect(error.map { exitCode(of: $0) } == 65)
    #expect(try await everythingPublished() == before)
    let last = try await column(
      "SELECT state || ' ' || exit_code || ' ' || message FROM control.run ORDER BY run_id DESC")
    #expect(last.first.flatMap(\.self)?.hasPrefix("failed 65 ") == true)
    #expect(last.first.flatMap(\.self)?.contains("X2") == true)
  }
}
