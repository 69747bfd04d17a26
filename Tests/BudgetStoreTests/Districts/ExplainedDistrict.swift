import BudgetTestSupport
import Testing

/// A district whose figures have many parts, and what is not the sum of its parts.
enum ExplainedDistrict {
  private static let measures = ["initial_budget", "final_budget", "actual"]

  /// Cells of a view, one in `rarity`, of which some measure is not the sum of what a function of
  /// the cell's key gives.
  static func cells(
    of view: String, where condition: String = "true", oneIn rarity: Int,
    thatDifferFrom function: String
  ) async throws -> [String?] {
    let sums = measures.map { "coalesce(sum(part.\($0)), 0) AS \($0)" }
      .joined(separator: ", ")
    let differ = measures.map { "coalesce(cell.\($0), 0) <> made.\($0)" }
      .joined(separator: " OR ")
    return try await column(
      """
      SELECT concat_ws(
        ' ', cell.fiscal_year, cell.unit_code, cell.subject_code, cell.fund_type, cell.actual,
        made.actual, made.count)
      FROM summary.\(view) AS cell
      CROSS JOIN LATERAL (
        SELECT
          \(sums),
          count(*),
          count(*) FILTER (WHERE part.part IN ('newer_input', 'unrecorded')) AS loose
        FROM summary.\(function) AS part
      ) AS made
      WHERE (\(condition))
        AND hashtext(concat_ws(
          ' ', cell.fiscal_year, cell.unit_code, cell.subject_code, cell.fund_type
        )) % \(rarity) = 0
        AND (\(differ) OR made.loose > 0)
      ORDER BY 1
      LIMIT 20
      """)
  }

  static let key = "cell.fiscal_year, cell.unit_code, cell.subject_code, cell.fund_type"

  /// A district whose units move, divide and pay each other, and whose codes are divided.
  static func publish() async throws {
    try await DiceDistrict.file()
    try await execute(
      """
      INSERT INTO reference.crosswalk
      VALUES
        ('general', '2010101', '2010103', 2022, 1, 3, 'split'),
        ('general', '2010101', '2050101', 2022, 2, 3, 'split'),
        ('general', '20502', '20702', 2021, 1, 1, 'move'),
        ('general', '2080505', '2080506', 2023, NULL, NULL, 'split'),
        ('fund', '21208', '21209', 2023, 1, 1, 'recode');
      INSERT INTO reference.unit_succession
      VALUES
        ('U1', 'U2', 2022, 'transfer', 1, 7), ('U3', 'U4', 2023, 'transfer', NULL, NULL),
        ('U5', 'U6', 2021, 'split', 1, 3), ('U5', 'U5', 2021, 'split', 2, 3);
      UPDATE reference.unit
      SET valid_to = 2022
      WHERE unit_code = 'U7'
        AND valid_from = 2022;
      UPDATE intake.line
      SET counterparty_code = 'U' || (submission_id * 7 + line_no) % 30 + 1
      WHERE section IN ('functional', 'income')
        AND (submission_id + line_no) % 3 = 0;
      INSERT INTO reference.internal_transfer
      SELECT year, 'U' || payer, 'U' || payer + 1, '201', 'general', measure, 100000 * payer
      FROM generate_series(2020, 2023) AS year
      CROSS JOIN generate_series(1, 25, 3) AS payer
      CROSS JOIN unnest(ARRAY['actual', 'initial_budget']) AS measure;
      INSERT INTO reference.rule_setting
      VALUES ('elimination', 'one_sided', 2000, NULL, 1);
      """)
    try await runNight(nightRequest(isFull: true))
    let eliminated = try await column(
      "SELECT count(*) > 20 FROM summary.subject_year WHERE eliminated_actual <> 0")
    #expect(eliminated == ["t"])
    #expect(try await column("SELECT count(*) > 3 FROM store.code_route") == ["t"])
    #expect(try await column("SELECT count(*) > 3 FROM store.unit_route") == ["t"])
  }
}
