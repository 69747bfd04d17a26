import BudgetTestSupport
import Testing

/// What units pay each other, from the tables to the views, with figures written out by hand.
@Suite(.database, .serialized)
struct EliminationViewTests {
  private static let columns =
    "fiscal_year, payer_code, payee_code, subject_code, fund_type, measure, payer_amount, "
    + "payee_amount, eliminated, residual, cause, at_unit"

  /// A1 pays A2 within A, and B1 outside; what B1 says it got is less.
  private static func file() async throws {
    try await HandWrittenDistrict(
      units: """
        A,2000,,
        A1,2000,,A
        A2,2000,,A
        B,2000,,
        B1,2000,,B
        """,
      submissions: """
        12,A1,2022,final_account,1,accepted,yuan
        22,A2,2022,final_account,1,accepted,yuan
        13,A1,2023,final_account,1,accepted,yuan
        23,A2,2023,final_account,1,accepted,yuan
        33,B1,2023,final_account,1,accepted,yuan
        14,A1,2024,final_account,1,accepted,yuan
        24,A2,2024,final_account,1,accepted,yuan
        """,
      lines: """
        12,1,2010101,general,basic,,,60.00
        12,2,2010101,general,project,,,40.00
        22,1,2010102,general,basic,,,50.00
        13,1,2010101,general,basic,80.00,90.00,70.00
        13,2,2010101,general,project,20.00,,30.00
        13,3,2050201,general,basic,,,5.00
        23,1,2010102,general,basic,,,50.00
        33,1,2010101,general,basic,,,9.00
        14,1,2010101,general,basic,,,8.00
        24,1,2010102,general,basic,,,7.00
        """,
      files: [
        "internal_transfer.csv": """
        fiscal_year,payer_code,payee_code,functional_code,fund_type,measure,amount_fen,basis
        2023,A1,A2,20101,general,initial_budget,2000,文号1

        """
      ]
    ).file()
    try await nameEachOther()
  }

  private static func nameEachOther() async throws {
    try await execute(
      """
      UPDATE intake.line
      SET counterparty_code = CASE WHEN functional_code = '2050201' THEN 'B1' ELSE 'A2' END
      WHERE (submission_id, line_no) IN ((12, 2), (13, 2), (13, 3));
      INSERT INTO intake.line (
        submission_id, line_no, section, fund_type, income_kind, counterparty_code, actual
      )
      VALUES
        (23, 9, 'income', 'general', 'other', 'A1', 30.00),
        (33, 9, 'income', 'general', 'other', 'A1', 4.00),
        (24, 9, 'income', 'general', 'other', 'A1', 40.00);
      """)
  }

  @Test func showsBothSidesAndWhatIsLeft() async throws {
    try await Self.file()
    try await runNight(nightRequest(isFull: true))
    #expect(
      try await rows(Self.columns, from: "summary.elimination") == [
        "2022 A1 A2 2010101 general actual 40.00 - 0.00 40.00 one_side_missing A",
        "2023 A1 A2 2010101 general actual 30.00 30.00 30.00 0.00 - A",
        "2023 A1 A2 2010101 general initial_budget 20.00 20.00 20.00 0.00 - A",
        "2023 A1 B1 2050201 general actual 5.00 4.00 4.00 1.00 amount_differs *",
        "2024 A1 A2 * general actual - 40.00 0.00 40.00 one_side_missing A",
      ])
    #expect(
      try await rows(
        "rule_code, severity, fiscal_year, unit_code, stated", from: "summary.anomaly",
        where: "rule_code = 'N010'") == [
          "N010 review 2022 A1 40.0000", "N010 review 2023 A1 5.0000",
          "N010 review 2024 A1 40.0000",
        ])
  }

  @Test func takesItOutOfTheSumAboveBoth() async throws {
    try await Self.file()
    try await runNight(nightRequest(isFull: true))
    let columns =
      "unit_code, subject_code, fund_type, initial_budget, final_budget, actual, basic_actual, "
      + "project_actual, direct_actual, eliminated_initial, eliminated_final, eliminated_actual, "
      + "line_count, share_percent"
    let cells = try await rows(
      columns, from: "summary.subject_year",
      where: "fiscal_year = 2023 AND unit_code IN ('*', 'A') AND fund_type = '*' "
        + "AND subject_level IN (0, 7)")
    #expect(
      cells == [
        "* * * 80.00 90.00 130.00 130.00 0.00 - 0.00 0.00 4.00 5 100.0000",
        "* 2010101 * 80.00 90.00 79.00 79.00 0.00 79.00 0.00 0.00 0.00 3 60.7692",
        "* 2010102 * - - 50.00 50.00 - 50.00 0.00 0.00 0.00 1 38.4615",
        "* 2050201 * - - 1.00 1.00 - 1.00 0.00 0.00 4.00 1 0.7692",
        "A * * 80.00 90.00 125.00 125.00 0.00 - 20.00 0.00 30.00 4 100.0000",
        "A 2010101 * 80.00 90.00 70.00 70.00 0.00 70.00 20.00 0.00 30.00 2 56.0000",
        "A 2010102 * - - 50.00 50.00 - 50.00 0.00 0.00 0.00 1 40.0000",
        "A 2050201 * - - 5.00 5.00 - 5.00 0.00 0.00 0.00 1 4.0000",
      ])
    let ofOneFund = try await rows(
      columns, from: "summary.subject_year",
      where: "fiscal_year = 2023 AND unit_code IN ('*', 'A') AND fund_type = 'general' "
        + "AND subject_level IN (0, 7)")
    #expect(ofOneFund == cells.map { $0.replacing(/^(\S+ \S+) \*/) { "\($0.output.1) general" } })
    // Units without children are as they reported.
    #expect(
      try await rows(
        "unit_code, actual, eliminated_actual", from: "summary.subject_year",
        where: "fiscal_year = 2023 AND subject_level = 0 AND fund_type = '*'"
      ).filter { !$0.hasPrefix("*") && !$0.hasPrefix("A ") && !$0.hasPrefix("B ") } == [
        "A1 105.00 0.00", "A2 50.00 0.00", "B1 9.00 0.00",
      ])
    // The next year stands beside what was published, not beside what was reported.
    #expect(
      try await rows(
        "unit_code, actual, prior_actual", from: "summary.subject_year",
        where: "fiscal_year = 2024 AND subject_level = 0 AND fund_type = '*'") == [
          "* 15.00 130.00", "A 15.00 125.00", "A1 8.00 105.00", "A2 7.00 50.00",
        ])
  }

  /// How much of the budget is spent is of what units booked: were it of what is left, a group
  /// whose units name each other's actuals but not their budgets would seem to spend too little.
  @Test func executionIsOfWhatUnitsBooked() async throws {
    try await Self.file()
    try await runNight(nightRequest(isFull: true))
    let cells = [
      "* * 111.1111 60.9756", "* 2010101 111.1111 91.7431", "A * 111.1111 64.5161",
      "A 2010101 111.1111 100.0000", "A1 * 111.1111 95.2381", "A1 2010101 111.1111 100.0000",
    ]
    let condition =
      "fiscal_year = 2023 AND fund_type = '*' AND unit_code IN ('*', 'A', 'A1') "
      + "AND subject_code IN ('*', '2010101')"
    #expect(
      try await rows(
        "unit_code, subject_code, execution_percent, execution_coverage_percent",
        from: "summary.subject_year", where: condition) == cells)
    #expect(
      try await rows(
        "unit_code, subject_code, execution_percent", from: "summary.comparable_subject_year",
        where: condition) == cells.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
    )
  }

  /// Group = Σ children − eliminated, in every cell, read from the view alone.
  @Test func aGroupIsItsUnitsWithoutWhatWasTakenOut() async throws {
    try await Self.file()
    try await runNight(nightRequest(isFull: true))
    let different = try await column(
      """
      WITH tree (unit_code, parent_code) AS (
        VALUES ('A1', 'A'), ('A2', 'A'), ('B1', 'B'), ('A', '*'), ('B', '*')
      ), part AS (
        SELECT fiscal_year, parent_code AS unit_code, subject_code, fund_type,
          sum(initial_budget) AS initial_budget, sum(final_budget) AS final_budget,
          sum(actual) AS actual
        FROM summary.subject_year
        JOIN tree USING (unit_code)
        GROUP BY fiscal_year, parent_code, subject_code, fund_type
      )
      SELECT concat_ws(' ', fiscal_year, unit_code, subject_code, fund_type)
      FROM summary.subject_year AS cell
      JOIN part USING (fiscal_year, unit_code, subject_code, fund_type)
      WHERE coalesce(cell.initial_budget, 0) + eliminated_initial
          <> coalesce(part.initial_budget, 0)
        OR coalesce(cell.final_budget, 0) <> coalesce(part.final_budget, 0) - eliminated_final
        OR coalesce(cell.actual, 0) <> coalesce(part.actual, 0) - eliminated_actual
      """)
    #expect(different == [])
  }

  /// The same where years are read alone, beside what is recorded of the others.
  @Test func singleYearsKeepWhatIsRecorded() async throws {
    try await Self.file()
    try await runNight(nightRequest(isFull: true))
    let whole = try await everythingPublished()
    for year in [2022, 2023, 2024] {
      try await runNight(nightRequest(years: [year]))
      #expect(try await everythingPublished() == whole)
    }
    // 2022 has the payer's word, 2023 gets the payee's: it was there a year before.
    try await execute(
      """
      UPDATE intake.line SET actual = 70.00 WHERE submission_id = 23 AND line_no = 9;
      """)
    #expect(try await runNight(nightRequest(years: [2023])).hasPublished)
    let causes = "fiscal_year, payer_code, subject_code, residual, cause, cause_detail"
    #expect(
      try await rows(causes, from: "summary.elimination", where: "residual <> 0") == [
        "2022 A1 2010101 40.00 one_side_missing -", "2023 A1 * 40.00 other_year 2022",
        "2023 A1 2050201 1.00 amount_differs -", "2024 A1 * 40.00 one_side_missing -",
      ])
    // 2022 is read alone, and what 2023 says about it is written anew.
    try await execute(
      "UPDATE intake.line SET actual = 39.00 WHERE submission_id = 12 AND line_no = 2")
    #expect(try await runNight(nightRequest(years: [2022])).hasPublished)
    #expect(
      try await rows(causes, from: "summary.elimination", where: "fiscal_year < 2024")
        == [
          "2022 A1 2010101 39.00 one_side_missing -", "2023 A1 * 40.00 amount_differs -",
          "2023 A1 2010101 0.00 - -", "2023 A1 2050201 1.00 amount_differs -",
          "2023 A1 2010101 0.00 - -",
        ].sorted())
    let afterSingle = try await everythingPublished(where: "fiscal_year < 2024")
    try await runNight(nightRequest(isFull: true))
    #expect(try await everythingPublished(where: "fiscal_year < 2024") == afterSingle)
  }

  /// A year that is published again because the one before is gone keeps what is said of it.
  @Test func aYearThatLosesTheOneBeforeKeepsItsResiduals() async throws {
    try await Self.file()
    try await runNight(nightRequest(isFull: true))
    try await execute(
      """
      DELETE FROM intake.line WHERE submission_id IN (12, 22);
      DELETE FROM intake.submission WHERE submission_id IN (12, 22);
      """)
    #expect(try await runNight(nightRequest(years: [2022])).hasPublished)
    #expect(
      try await rows("fiscal_year, stated", from: "summary.anomaly", where: "rule_code = 'N010'")
        == ["2023 5.0000", "2024 40.0000"])
  }
}
