import BudgetEngine
import BudgetStore
import BudgetTestSupport
import PostgresClient
import SampleDistrict
import Testing

/// A night after the bureau has changed its rules: the submissions that they judge are read again,
/// the years in which anybody sees something else are written, and nothing else is.
@Suite(.database, .serialized)
struct RuleChangeTests {
  /// Five years, so that one of them is less than a quarter: of more, all pages are read.
  private static let sample = SampleOptions(unitCount: 10, years: 2019...2023)

  private static func setting(_ rule: String, _ name: String, _ value: Int) -> String {
    """
    INSERT INTO reference.rule_setting (rule_code, name, valid_from, valid_to, value)
    VALUES ('\(rule)', '\(name)', 2022, 2022, \(value))
    """
  }

  private static func formula(_ formula: String, scope: String = "*") -> String {
    """
    INSERT INTO reference.formula_rule (
      rule_code, valid_from, valid_to, title, severity, scope, formula
    )
    VALUES ('Z1', 2022, 2022, '试', 'review', '\(scope)', '\(formula)')
    """
  }

  /// What the bureau changes, whose lines are read again, and which years are written.
  private static let changes: [(sql: String, read: String, written: Set<String>)] = [
    // A threshold within submissions: those of its year.
    (setting("E030", "share_percent", 0), "fiscal_year = 2022", ["2022"]),
    // The rule's own, written down: nobody sees anything else.
    (setting("C050", "share_percent", 25), "fiscal_year = 2022", []),
    // Thresholds of what is found beside the year before, and the bounds of an indicator.
    (setting("P010", "least_change_yuan", 1), "false", []),
    (setting("budget_completion", "bound_1", 100), "false", ["2022"]),
    (setting("E050", "growth_percent", 0), "false", ["2022"]),
    (setting("E050", "growth_percent", 15), "false", []),
    // One that no rule has: it is told of.
    (setting("X999", "amount", 5), "false", ["2022"]),
    // A formula within submissions: those that it is for.
    (
      formula("functional[*].actual <= functional[*].initial_budget", scope: "报送:自评"),
      "fiscal_year = 2022 AND kind = 'self_evaluation'", ["2022"]
    ),
    (
      formula("functional[*].actual <= functional[*].initial_budget", scope: "单位类型:谁也不是"), "false",
      []
    ),
    // Between submissions, of figures that are stated in prose.
    (formula("three_public.actual = prior.three_public.actual"), "false", ["2022"]),
    // And of rows that nobody has asked for before: they are to be noted of all.
    (formula("functional[206].actual = prior.functional[206].actual"), "true", ["2022"]),
    // One that nobody's figures broke is gone.
    ("DELETE FROM reference.formula_rule WHERE rule_code = 'G412'", "false", []),
  ]

  private func volumes() async throws -> Set<String> {
    Set(
      try await rows(
        "fiscal_year, volume_id",
        from: "control.current_publication JOIN control.publication_year USING (publication_id)"))
  }

  /// Effective lines, by the coverage of what is published.
  private func lines(where condition: String) async throws -> [String?] {
    try await column(
      """
      SELECT count(*)
      FROM summary.coverage
      JOIN intake.line USING (submission_id)
      WHERE state IN ('effective', 'late')
        AND \(condition)
      """)
  }

  @Test(arguments: changes.indices)
  func onlyWhatTheRuleJudgesIsReadAgain(index: Int) async throws {
    let change = Self.changes[index]
    try await fileSample(Self.sample)
    try await runNight(nightRequest(isFull: true))
    let before = try await volumes()
    try await execute(change.sql)
    let receipt = try await runNight()
    #expect([String(receipt.readLineCount)] == (try await lines(where: change.read)))
    let after = try await volumes()
    #expect(Set(after.subtracting(before).map { String($0.prefix(4)) }) == change.written)
    let report = try await verifyPublished()
    #expect(report.isSameInput)
    #expect(report.differences.elements.isEmpty, "\(report.differences.elements.prefix(3))")
  }
}
