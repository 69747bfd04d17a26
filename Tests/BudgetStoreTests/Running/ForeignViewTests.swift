import BudgetStore
import BudgetTestSupport
import SampleDistrict
import Testing

/// What a bureau's own views can give and the tables never hold: it is judged like other bad input.
@Suite(.database, .serialized)
struct ForeignViewTests {
  private static let healthy = "unit_code <> '*' AND unit_code NOT LIKE 'X%'"

  @Test func equalRevisionsAndUnreadableNumbersAreListed() async throws {
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

  /// Half past seven in Shanghai is still the day before in UTC.
  @Test(arguments: ["timestamp '2024-04-01 07:30'", "timestamptz '2024-03-31 23:30+00'"])
  func aTimeWithoutAZoneIsLocal(time: String) async throws {
    try await fileSample(
      SampleOptions(
        unitCount: 4, years: 2023...2023, includesRealUnit: false, includesPlantedSlips: false))
    try await execute(
      """
      INSERT INTO reference.expected_submission (fiscal_year, unit_code, kind, due_on)
      SELECT DISTINCT fiscal_year, unit_code, kind, date '2024-03-30'
      FROM intake.submission
      ON CONFLICT (fiscal_year, unit_code, kind) DO UPDATE SET due_on = EXCLUDED.due_on;
      ALTER TABLE intake.submission RENAME TO submission_row;
      CREATE VIEW intake.submission AS
      SELECT submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit,
        printed_decimals, \(time) AS submitted_at
      FROM intake.submission_row
      """)
    try await runNight(nightRequest(isFull: true))
    let late = try await column(
      """
      SELECT DISTINCT substring(message FROM '逾期[0-9]+天')
      FROM summary.anomaly
      WHERE rule_code = 'U070'
      """)
    #expect(late == ["逾期2天"])
    try await execute(
      "DROP VIEW intake.submission; ALTER TABLE intake.submission_row RENAME TO submission")
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
      where: """
        unit_code LIKE 'X%'
          AND message ~ 'generaL|基本|functionaL|affiliated_remittancE|approved|元”|dollar'
        """)
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

  @Test func expectationsOfYearsBeyondAllBoundsAreNobodys() async throws {
    try await fileSample(SampleOptions(unitCount: 10, years: 2023...2023))
    try await runNight()
    let columns = "fiscal_year, unit_code, kind, state"
    let coverage = try await rows(columns, from: "summary.coverage")
    try await execute(
      """
      ALTER TABLE reference.expected_submission RENAME TO expected_row;
      CREATE VIEW reference.expected_submission AS
      SELECT * FROM reference.expected_row
      UNION ALL
      SELECT year, unit_code, 'final_account', NULL, NULL
      FROM reference.unit
      CROSS JOIN unnest(ARRAY[-1, 2023 + 65536]) AS year
      """)
    #expect(try await runNight(nightRequest(isFull: true)).hasPublished)
    #expect(try await rows(columns, from: "summary.coverage") == coverage)
    try await execute(
      """
      DROP VIEW reference.expected_submission;
      ALTER TABLE reference.expected_row RENAME TO expected_submission
      """)
  }

  @Test func aSubmissionThatIsThereTwiceIsUnreadableInput() async throws {
    try await fileSample(SampleOptions(unitCount: 10, years: 2023...2023))
    try await execute(
      """
      ALTER TABLE intake.submission RENAME TO submission_row;
      CREATE VIEW intake.submission AS
      SELECT * FROM intake.submission_row
      UNION ALL
      (SELECT * FROM intake.submission_row ORDER BY submission_id LIMIT 1)
      """)
    let error = await #expect(throws: StoreError.self) { try await runNight() }
    #expect(error?.exitCode == 65)
    try await execute(
      "DROP VIEW intake.submission; ALTER TABLE intake.submission_row RENAME TO submission")
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
}
