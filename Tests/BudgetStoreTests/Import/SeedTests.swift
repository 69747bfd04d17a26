import BudgetDomain
import BudgetRules
import BudgetStore
import BudgetTestSupport
import PostgresClient
import Testing

/// What the shipped lists promise, asked in SQL of the imported rows; no row means that it holds.
@Suite(.database, .serialized)
struct SeedTests {
  @Test func everySubjectHasItsParentWheneverItIsValid() async throws {
    try await importSeeds()
    let orphans = try await column(
      """
      SELECT child.code || ' in ' || year
      FROM reference.functional_subject AS child
      CROSS JOIN generate_series(2007, 2030) AS year
      WHERE length(child.code) > 3
        AND year BETWEEN child.valid_from AND coalesce(child.valid_to, 2999)
        AND NOT EXISTS (
          SELECT FROM reference.functional_subject AS parent
          WHERE parent.fund_type = child.fund_type
            AND parent.code = left(child.code, -2)
            AND year BETWEEN parent.valid_from AND coalesce(parent.valid_to, 2999)
        )
      UNION ALL
      SELECT child.code
      FROM reference.economic_subject AS child
      WHERE length(child.code) > 3
        AND NOT EXISTS (
          SELECT FROM reference.economic_subject AS parent WHERE parent.code = left(child.code, 3)
        )
      """)
    #expect(orphans == [])
  }

  @Test func everyRowNamesItsSource() async throws {
    try await importSeeds()
    let silent = try await column(
      """
      SELECT code FROM reference.functional_subject WHERE source IS NULL
      UNION ALL
      SELECT code FROM reference.economic_subject WHERE source IS NULL
      UNION ALL
      SELECT alias FROM reference.subject_alias WHERE source IS NULL
      UNION ALL
      SELECT from_code FROM reference.crosswalk WHERE source IS NULL
      """)
    #expect(silent == [])
  }

  @Test func knownSharesAddUpToOne() async throws {
    try await importSeeds()
    let wrong = try await column(
      """
      SELECT from_code
      FROM reference.crosswalk
      GROUP BY fund_type, from_code, effective_year
      HAVING sum(share_numerator::numeric / share_denominator) <> 1
      """)
    #expect(wrong == [])
  }

  @Test func theCodesOfTheRealUnitAreListedInItsYear() async throws {
    try await importSeeds()
    let missing = try await column(
      """
      SELECT code
      FROM unnest(ARRAY[
        '2010101', '2010104', '2010107', '2010108', '2069999', '2080505', '2101101', '2210201',
        '2299999'
      ]) AS code
      WHERE NOT EXISTS (
        SELECT FROM reference.functional_subject AS subject
        WHERE subject.fund_type = 'general'
          AND subject.code = code.code
          AND 2023 BETWEEN subject.valid_from AND coalesce(subject.valid_to, 2999)
      )
      """)
    #expect(missing == [])
  }

  /// Every formula can be read, names what there is, and says something of its own.
  @Test func everyFormulaIsFine() async throws {
    try await importSeeds()
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    let formulas = try await onOwnThread { try FormulaReader.list(on: Connection(settings)) }
    #expect(formulas.rows.count > 70)
    #expect(
      formulas.review.defects.map { "\($0.rule.text): \($0.message.english)" } == [])
    #expect(formulas.rows.allSatisfy { $0.note != nil && !$0.title.isEmpty })
    for row in formulas.rows {
      let formula = try #require(formulas.rule(of: row)?.formula)
      #expect(formula.text(in: .chinese) == row.formula)
    }
  }

  private func importSeeds() async throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    _ = try await importFolder("/\(root)/sql/seeds", replace: true)
  }
}
