import BudgetTestSupport
import Testing

/// The sums of the contract on restated figures, read from the published views alone.
@Suite(.database, .serialized)
struct ComparableAdditivityTests {
  private static let measures = ["initial_budget", "final_budget", "actual"]
  private static let all = "initial_budget, final_budget, actual"
  private static let columns = "fiscal_year, unit_code, subject_code, fund_type"

  /// A district of which units move between groups and a group goes in 2022, in which codes are
  /// divided, moved and recoded besides, and units are merged and give part of their money away.
  private func publish() async throws {
    try await DiceDistrict.file()
    try await execute(
      """
      INSERT INTO reference.crosswalk
      VALUES
        ('general', '2010101', '2010103', 2022, 1, 3, 'split'),
        ('general', '2010101', '2050101', 2022, 2, 3, 'split'),
        ('general', '20502', '20702', 2021, 1, 1, 'move'),
        ('general', '2080505', '2080506', 2023, NULL, NULL, 'split'),
        ('general', '2080505', '2080507', 2023, NULL, NULL, 'split'),
        ('fund', '21208', '21209', 2023, 1, 1, 'recode');
      INSERT INTO reference.unit_succession
      VALUES
        ('U1', 'U2', 2022, 'transfer', 1, 7), ('U3', 'U4', 2023, 'transfer', NULL, NULL),
        ('U5', 'U6', 2021, 'split', 1, 2), ('U5', 'U5', 2021, 'split', 1, 2);
      UPDATE reference.unit
      SET valid_to = 2022
      WHERE unit_code = 'U7'
        AND valid_from = 2022;
      """)
    try await runNight(nightRequest(isFull: true))
    let restated = try await column("SELECT count(*) > 500 FROM store.restated_cell")
    #expect(restated == ["t"])
  }

  /// Keys of which a measure differs from the sum over `parts`.
  private func keys(_ condition: String, thatDifferFrom parts: String) async throws -> [String?] {
    let sums = Self.measures.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
    let differ = Self.measures.map {
      "coalesce(cell.\($0), 0) <> coalesce(part.\($0), 0)"
    }.joined(separator: " OR ")
    return try await column(
      """
      WITH part AS (
        SELECT fiscal_year, unit_code, subject_code, fund_type, \(sums)
        FROM (\(parts)) AS parts
        GROUP BY fiscal_year, unit_code, subject_code, fund_type
      )
      SELECT concat_ws(' ', fiscal_year, unit_code, subject_code, fund_type)
      FROM summary.comparable_subject_year AS cell
      FULL JOIN part USING (fiscal_year, unit_code, subject_code, fund_type)
      WHERE (\(condition))
        AND (\(differ))
      ORDER BY 1
      LIMIT 20
      """)
  }

  @Test func everyNodeIsTheSumOfItsParts() async throws {
    try await publish()
    #expect(
      try await column(
        """
        SELECT concat_ws(' ', \(Self.columns))
        FROM summary.comparable_subject_year
        GROUP BY \(Self.columns)
        HAVING count(*) > 1
        """) == [], "shown twice")
    #expect(
      try await keys(
        "true",
        thatDifferFrom: """
          SELECT \(Self.columns), direct_initial_budget AS initial_budget,
            direct_final_budget AS final_budget, direct_actual AS actual
          FROM summary.comparable_subject_year
          UNION ALL
          SELECT
            fiscal_year,
            unit_code,
            CASE length(subject_code)
              WHEN 7 THEN left(subject_code, 5)
              WHEN 5 THEN left(subject_code, 3)
              ELSE '*'
            END AS subject_code,
            fund_type,
            \(Self.all)
          FROM summary.comparable_subject_year
          WHERE subject_code <> '*'
          """) == [], "subjects")
    #expect(
      try await keys(
        "fund_type = '*'",
        thatDifferFrom: """
          SELECT fiscal_year, unit_code, subject_code, '*' AS fund_type, \(Self.all)
          FROM summary.comparable_subject_year
          WHERE fund_type <> '*'
          """) == [], "funds")
    try await expectGroupsAndTheWhole()
  }

  private func expectGroupsAndTheWhole() async throws {
    #expect(
      try await keys(
        "unit_code ~ '^(G|[*])'",
        thatDifferFrom: """
          SELECT cell.fiscal_year, coalesce(parent_code, '*') AS unit_code, subject_code,
            fund_type, \(Self.all)
          FROM summary.comparable_subject_year AS cell
          JOIN reference.unit
            ON unit.unit_code = cell.unit_code
            AND unit.valid_to IS NULL
            AND unit.valid_from <= 2023
          """) == [], "units")
    #expect(
      try await keys(
        "unit_code = '*' AND subject_code = '*' AND fund_type = '*'",
        thatDifferFrom: """
          SELECT \(Self.columns), \(Self.all)
          FROM summary.subject_year
          WHERE unit_code = '*' AND subject_code = '*' AND fund_type = '*'
          UNION ALL
          SELECT fiscal_year, '*', '*', '*', -initial_budget, -final_budget, -actual
          FROM summary.perimeter_change
          WHERE change = 'left'
          """) == [], "the whole")
  }

  /// A single year is restated as it is among all, also where units and codes change.
  @Test func singleYearsShowTheSame() async throws {
    try await publish()
    let whole = try await everythingPublished()
    for year in [2021, 2022, 2023] {
      #expect(try await runNight(nightRequest(years: [year])).isUpToDate, "\(year)")
    }
    try await execute("UPDATE intake.line SET actual = actual + 1 WHERE line_no = 1")
    try await runNight(nightRequest(years: [2020, 2021, 2022, 2023]))
    let years = try await everythingPublished()
    #expect(years != whole)
    try await runNight(nightRequest(isFull: true))
    #expect(try await everythingPublished() == years)
  }
}
