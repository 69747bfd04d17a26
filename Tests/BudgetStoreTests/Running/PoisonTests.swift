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

  @Test func equalRevisionsAndUnreadableNumbersComeThroughViewsOnly() async throws {
    try await fileSample(
      SampleOptions(
        unitCount: 10, years: 2023...2023, includesRealUnit: false, includesPlantedSlips: false))
    try await runNight(nightRequest(isFull: true))
    let clean = try await everythingPublished(where: Self.healthy)
    try await execute(
      """
      INSERT INTO reference.unit (unit_code, valid_from, name)
      VALUES ('X1', 2000, 'X1'), ('X2', 2000, 'X2');
      ALTER TABLE intake.submission RENAME TO submission_row;
      ALTER TABLE intake.line RENAME TO line_row;
      CREATE VIEW intake.submission AS
      SELECT * FROM intake.submission_row
      UNION ALL
      SELECT 900000 + number, 2023, 1, NULL, NULL, unit_code, 'final_account', 'accepted', 'yuan',
        NULL
      FROM (VALUES (1, 'X1'), (2, 'X1'), (3, 'X2')) AS extra (number, unit_code);
      CREATE VIEW intake.line AS
      SELECT * FROM intake.line_row
      UNION ALL
      SELECT 900000 + number, line_no, 'functional', '2010101', 'general', 'basic', NULL, NULL,
        actual, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM (
        VALUES (1, 1, 5.00), (2, 1, 7.00), (3, 1, 'NaN'), (3, 2, 'Infinity'), (3, 3, 1e30),
          (3, 4, 3.00), (3, 5, 1e-30)
      ) AS extra (number, line_no, actual);
      """)
    let receipt = try await runNight(nightRequest(isFull: true))
    #expect(receipt.hasPublished)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    let found = try await rows(
      "rule_code, severity, unit_code, line_no, submission_id", from: "summary.anomaly",
      where: "unit_code LIKE 'X%'")
    #expect(
      found == [
        "A010 error X2 1 900003", "A010 error X2 2 900003", "A010 error X2 3 900003",
        "A010 error X2 5 900003", "U030 error X1 - 900001",
      ])
    #expect(
      try await subjectCells(
        where: "unit_code LIKE 'X%' AND subject_level = 7 AND fund_type = '*'")
        == ["2023 X1 2010101 * - - 7.00", "2023 X2 2010101 * - - 3.00"])
    for table in ["submission", "line"] {
      try await execute(
        "DROP VIEW intake.\(table); ALTER TABLE intake.\(table)_row RENAME TO \(table)")
    }
  }

  /// Every column with a closed list holds a word that is in none, beside rows without fault.
  private static let unknownWords = """
    INSERT INTO reference.unit (unit_code, valid_from, name)
    SELECT 'X' || number, 2000, 'X' || number
    FROM generate_series(1, 5) AS number;
    ALTER TABLE intake.submission RENAME TO submission_row;
    ALTER TABLE intake.line RENAME TO line_row;
    CREATE VIEW intake.submission AS
    SELECT * FROM intake.submission_row
    UNION ALL
    SELECT 900000 + number, 2023, 1, NULL, NULL, 'X' || number, kind, status, amount_unit, NULL
    FROM (
      VALUES (1, 'final_account', 'accepted', 'yuan'), (2, 'final_accounT', 'accepted', 'yuan'),
        (3, 'final_account', 'approved', 'yuan'), (4, 'final_account', 'accepted', '元'),
        (5, 'budget', NULL, 'dollar')
    ) AS extra (number, kind, status, amount_unit);
    CREATE VIEW intake.line AS
    SELECT * FROM intake.line_row
    UNION ALL
    SELECT submission_id, line_no, section, '2010101', fund_type, expenditure_kind, NULL, NULL,
      actual, NULL, NULL, NULL, income_kind, NULL, NULL, NULL
    FROM (
      VALUES (900001, 1, 'functional', 'general', 'basic', NULL, 1.00),
        (900001, 2, 'functional', 'generaL', 'basic', NULL, 2.00),
        (900001, 3, 'functional', 'general', '基本', NULL, 4.00),
        (900001, 4, 'functionaL', 'general', 'basic', NULL, 8.00),
        (900001, 5, NULL, 'general', 'basic', NULL, 16.00),
        (900001, 6, 'income', 'general', NULL, 'affiliated_remittancE', 32.00),
        (900002, 1, 'functional', 'general', 'basic', NULL, 64.00),
        (900003, 1, 'functional', 'general', 'basic', NULL, 128.00),
        (900004, 1, 'functional', 'general', 'basic', NULL, 256.00)
    ) AS extra (
      submission_id, line_no, section, fund_type, expenditure_kind, income_kind, actual
    );
    """

  @Test func wordsOfNoListAreListedAndTheNightGoesOn() async throws {
    try await fileSample(
      SampleOptions(
        unitCount: 10, years: 2023...2023, includesRealUnit: false, includesPlantedSlips: false))
    try await runNight(nightRequest(isFull: true))
    let clean = try await everythingPublished(where: Self.healthy)
    try await execute(Self.unknownWords)
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await everythingPublished(where: Self.healthy) == clean)
    let found = try await rows(
      "unit_code, rule_code, severity, section, line_no, submission_id", from: "summary.anomaly",
      where: "unit_code LIKE 'X%'")
    #expect(
      found == [
        "X1 C040 error - 4 900001", "X1 C040 error - 5 900001",
        "X1 C040 error functional 2 900001", "X1 C040 error functional 3 900001",
        "X1 C040 error income 6 900001", "X2 U060 error - - 900002",
        "X3 U060 error - - 900003", "X4 U060 error - - 900004", "X5 U060 error - - 900005",
      ])
    let words = try await rows(
      "unit_code, line_no", from: "summary.anomaly",
      where: "message ~ 'generaL|基本|functionaL|affiliated_remittancE|approved|元”|dollar'")
    #expect(words == ["X1 2", "X1 3", "X1 4", "X1 6", "X3 -", "X4 -", "X5 -"])
    #expect(
      try await subjectCells(where: "unit_code LIKE 'X%' AND subject_level = 7") == [
        "2023 X1 2010101 * - - 7.00", "2023 X1 2010101 general - - 5.00",
        "2023 X1 2010101 unstated - - 2.00",
      ])
    let income = try await rows(
      "income_kind, fund_type, actual", from: "summary.income_year",
      where: "unit_code = 'X1' AND income_kind <> '*'")
    #expect(income == ["? * 32.00", "? general 32.00"])
    let coverage = try await rows(
      "unit_code, kind, state, submission_id", from: "summary.coverage",
      where: "unit_code LIKE 'X%'")
    #expect(
      coverage == [
        "X1 final_account effective 900001", "X3 final_account excluded 900003",
        "X4 final_account excluded 900004", "X5 budget excluded 900005",
      ])
    for table in ["submission", "line"] {
      try await execute(
        "DROP VIEW intake.\(table); ALTER TABLE intake.\(table)_row RENAME TO \(table)")
    }
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

  @Test func aYearBeyondAllBoundsIsUnreadableInput() async throws {
    try await fileSample(SampleOptions(unitCount: 10, years: 2023...2023))
    try await execute(
      """
      ALTER TABLE intake.submission RENAME TO submission_row;
      CREATE VIEW intake.submission AS
      SELECT * FROM intake.submission_row
      UNION ALL
      SELECT 900001, 20230, 1, NULL, NULL, 'X1', 'final_account', 'accepted', 'yuan', NULL
      """)
    let error = await #expect(throws: StoreError.self) { try await runNight() }
    #expect(error?.exitCode == 65)
    try await execute(
      "DROP VIEW intake.submission; ALTER TABLE intake.submission_row RENAME TO submission")
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
