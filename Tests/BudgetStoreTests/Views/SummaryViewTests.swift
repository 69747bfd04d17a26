import BudgetTestSupport
import Testing

/// Every published cell against a plain query over what was submitted.
@Suite(.database, .serialized)
struct SummaryViewTests {
  private static let district = PublishedDice()

  @Test func subjectsAreWhatThePlainQueryMakes() async throws {
    try await Self.district.publish()
    #expect(try await column(PlainSummary.differencesInSubjects) == [])
    let count = try await column("SELECT count(*) > 2000 FROM summary.subject_year")
    #expect(count == ["t"])
  }

  @Test(
    arguments: [
      ("economic_year", "code", "economic_code", "economic"),
      ("project_year", "project_code", "coalesce(project_code, printed_name)", "project"),
      ("income_year", "income_kind", "income_kind", "income"),
    ])
  func otherViewsAreWhatThePlainQueryMakes(
    view: String, key: String, code: String, section: String
  ) async throws {
    try await Self.district.publish()
    let query = PlainSummary.differences(in: view, key: key, code: code, section: section)
    #expect(try await column(query) == [])
    #expect(try await column("SELECT count(*) > 100 FROM summary.\(view)") == ["t"])
  }

  @Test func figuresAreTheSumsOfUnits() async throws {
    try await Self.district.publish()
    let different = try await column(
      """
      WITH RECURSIVE \(PlainSummary.sources), plain AS (
        SELECT
          fiscal_year,
          node,
          figure,
          sum(value * CASE WHEN amount_unit = 'yuan' OR figure LIKE 'staff%' THEN 1 ELSE 10000 END)
            AS value,
          count(DISTINCT unit_code) AS unit_count
        FROM actual_source
        JOIN above USING (fiscal_year, unit_code)
        JOIN intake.stated_figure USING (submission_id)
        WHERE figure NOT LIKE '%percent%'
        GROUP BY fiscal_year, node, figure
      )
      SELECT concat_ws(' ', plain, shown)
      FROM plain
      FULL JOIN (SELECT * FROM summary.figure_year WHERE unit_count > 0) AS shown
        ON shown.fiscal_year = plain.fiscal_year
        AND shown.unit_code = plain.node
        AND shown.figure = plain.figure
      WHERE shown.value IS DISTINCT FROM plain.value
        OR shown.unit_count IS DISTINCT FROM plain.unit_count
      """)
    #expect(different == [])
  }

  @Test func unitTypesAddUpToTheDistrict() async throws {
    try await Self.district.publish()
    let different = try await column(
      """
      WITH RECURSIVE \(PlainSummary.sources), plain AS (
        SELECT
          fiscal_year,
          coalesce(member.unit_type, '?') AS unit_type,
          subject_code,
          fund_type,
          sum(initial_budget) AS initial_budget,
          sum(final_budget) AS final_budget,
          sum(actual) AS actual,
          sum(unit_count) AS unit_count
        FROM summary.subject_year
        JOIN member USING (fiscal_year, unit_code)
        WHERE unit_code NOT LIKE 'G%'
          AND unit_count > 0
        GROUP BY fiscal_year, member.unit_type, subject_code, fund_type
      ), published AS (
        SELECT
          fiscal_year, unit_type, subject_code, fund_type, initial_budget, final_budget, actual,
          unit_count
        FROM summary.unit_type_year
      )
      SELECT surplus::text
      FROM (SELECT * FROM published EXCEPT ALL SELECT * FROM plain) AS surplus
      UNION ALL
      SELECT lacking::text
      FROM (SELECT * FROM plain EXCEPT ALL SELECT * FROM published) AS lacking
      """)
    #expect(different == [])
    #expect(try await column("SELECT count(*) > 50 FROM summary.unit_type_year") == ["t"])
  }
}

/// Publishes the district of dice once for a whole suite.
actor PublishedDice {
  private var isPublished = false

  func publish() async throws {
    guard !isPublished else { return }
    try await DiceDistrict.file()
    try await runNight()
    isPublished = true
  }
}
