import BudgetTestSupport
import Testing

/// The three sums of the contract, read from the published view alone.
@Suite(.database, .serialized)
struct AdditivityTests {
  private static let district = PublishedDice()
  private static let measures = [
    "initial_budget", "final_budget", "actual", "basic_actual", "project_actual", "line_count",
  ]
  private static let direct = [
    "direct_initial_budget", "direct_final_budget", "direct_actual",
  ]

  /// Cells of which a measure is not the sum over `parts`, a query that names for each part the
  /// cell that it belongs to.
  private func cells(
    in condition: String, thatDifferFrom parts: String, _ measures: [String] = measures
  ) async throws -> [String?] {
    try await Self.district.publish()
    let sums = measures.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
    let differ =
      measures
      .map { "coalesce(cell.\($0), 0) <> coalesce(part.\($0), 0)" }.joined(separator: " OR ")
    return try await column(
      """
      WITH RECURSIVE \(PlainSummary.sources), part AS (
        SELECT fiscal_year, unit_code, subject_code, fund_type, \(sums)
        FROM (\(parts)) AS parts
        GROUP BY fiscal_year, unit_code, subject_code, fund_type
      )
      SELECT concat_ws(' ', fiscal_year, unit_code, subject_code, fund_type)
      FROM summary.subject_year AS cell
      LEFT JOIN part USING (fiscal_year, unit_code, subject_code, fund_type)
      WHERE (\(condition))
        AND (\(differ))
      ORDER BY 1
      LIMIT 20
      """)
  }

  @Test func aGroupIsTheSumOfItsUnits() async throws {
    let measures = Self.measures + Self.direct
    let different = try await cells(
      in: "unit_code ~ '^(G|[*])'",
      thatDifferFrom: """
        SELECT
          fiscal_year, coalesce(member.parent_code, '*') AS unit_code, subject_code, fund_type,
          \(measures.joined(separator: ", "))
        FROM summary.subject_year
        JOIN member USING (fiscal_year, unit_code)
        """, measures)
    #expect(different == [])
  }

  @Test func aSubjectIsItsOwnMoneyAndTheSumOfThoseBelow() async throws {
    let measures = ["initial_budget", "final_budget", "actual"]
    let different = try await cells(
      in: "true",
      thatDifferFrom: """
        SELECT
          fiscal_year, unit_code, subject_code, fund_type,
          \(zip(Self.direct, measures).map { "\($0) AS \($1)" }.joined(separator: ", "))
        FROM summary.subject_year
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
          \(measures.joined(separator: ", "))
        FROM summary.subject_year
        WHERE subject_code <> '*'
        """, measures)
    #expect(different == [])
  }

  @Test func allFundsAreTheSumOfTheFunds() async throws {
    let measures = Self.measures + Self.direct
    let different = try await cells(
      in: "fund_type = '*'",
      thatDifferFrom: """
        SELECT
          fiscal_year, unit_code, subject_code, '*' AS fund_type,
          \(measures.joined(separator: ", "))
        FROM summary.subject_year
        WHERE fund_type <> '*'
        """, measures)
    #expect(different == [])
  }

  @Test func namesFitWithoutBeingCut() async throws {
    let long = try await column(
      """
      SELECT relname
      FROM pg_class
      WHERE octet_length(relname) > 62
        AND relnamespace IN (
          'reference'::regnamespace, 'intake'::regnamespace, 'control'::regnamespace,
          'store'::regnamespace, 'summary'::regnamespace
        )
      UNION ALL
      SELECT attname
      FROM pg_attribute
      WHERE octet_length(attname) > 62
      UNION ALL
      SELECT conname
      FROM pg_constraint
      WHERE octet_length(conname) > 62
      UNION ALL
      SELECT proname
      FROM pg_proc
      WHERE octet_length(proname) > 62
      """)
    #expect(long == [])
  }
}
