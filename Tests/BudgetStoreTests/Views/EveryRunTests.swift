import BudgetTestSupport
import Testing

/// The sums of the contract after any run, whatever changed and whichever years it read, and what
/// the runs list as changes of earlier years.
@Suite(.database, .serialized)
struct EveryRunTests {
  /// The district of dice whose units pay each other, with codes and units that change.
  private func file() async throws {
    try await DiceDistrict.fileWithWays()
    try await runNight(nightRequest(isFull: true))
    let amounts = try await column(
      "SELECT count(*) > 50, count(DISTINCT at_unit) > 3 FROM store.elimination_part")
    #expect(amounts.first == "t")
  }

  private static let measures = ["initial_budget", "final_budget", "actual"]

  /// The parts of every cell of a view, each named after the sum that it belongs to.
  private static func parts(of view: String) -> String {
    let all = measures.joined(separator: ", ")
    return """
      SELECT 'subjects' AS sum, fiscal_year, unit_code, subject_code, fund_type,
        direct_initial_budget AS initial_budget, direct_final_budget AS final_budget,
        direct_actual AS actual
      FROM cell
      UNION ALL
      SELECT
        'subjects',
        fiscal_year,
        unit_code,
        CASE length(subject_code)
          WHEN 7 THEN left(subject_code, 5)
          WHEN 5 THEN left(subject_code, 3)
          ELSE '*'
        END,
        fund_type,
        \(all)
      FROM cell
      WHERE subject_code <> '*'
      UNION ALL
      SELECT 'funds', fiscal_year, unit_code, subject_code, '*', \(all)
      FROM cell
      WHERE fund_type <> '*'
      UNION ALL
      SELECT 'units', fiscal_year, parent_code, subject_code, fund_type, \(all)
      FROM cell
      JOIN member USING (fiscal_year, unit_code)
      UNION ALL
      SELECT 'units', fiscal_year, unit_code, subject_code, fund_type, -eliminated_initial,
        -eliminated_final, -eliminated_actual
      FROM cell
      """
  }

  /// Cells of a view that are not what they are made of.
  ///
  /// - Parameter tree: The table that holds the tree of the published figures, and what a group of
  ///   it is.
  private func broken(_ view: String, _ tree: String, isSum: String) async throws -> [String?] {
    let sums = Self.measures.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
    let differ = Self.measures.map {
      "coalesce(cell.\($0), 0) <> coalesce(part.\($0), 0)"
    }.joined(separator: " OR ")
    return try await column(
      """
      WITH member AS (
        SELECT tree.fiscal_year, unit.unit_code, coalesce(parent.unit_code, '*') AS parent_code
        FROM control.current_publication
        JOIN control.publication_year USING (publication_id)
        JOIN store.\(tree) AS tree USING (fiscal_year, volume_id)
        JOIN store.unit USING (unit_id)
        LEFT JOIN store.unit AS parent ON parent.unit_id = tree.parent_id
        WHERE unit.unit_code <> '*'
      ), owner AS (
        SELECT tree.fiscal_year, unit.unit_code
        FROM control.current_publication
        JOIN control.publication_year USING (publication_id)
        JOIN store.\(tree) AS tree USING (fiscal_year, volume_id)
        JOIN store.unit USING (unit_id)
        WHERE NOT (\(isSum))
      ), cell AS MATERIALIZED (
        SELECT *
        FROM summary.\(view)
      ), part AS (
        SELECT sum, fiscal_year, unit_code, subject_code, fund_type, \(sums)
        FROM (\(Self.parts(of: view))) AS parts
        GROUP BY sum, fiscal_year, unit_code, subject_code, fund_type
      )
      SELECT concat_ws(' ', part.sum, fiscal_year, unit_code, subject_code, fund_type)
      FROM part
      LEFT JOIN cell USING (fiscal_year, unit_code, subject_code, fund_type)
      WHERE (\(differ))
        AND (part.sum <> 'funds' OR fund_type = '*')
        AND (
          part.sum <> 'units'
          OR (fiscal_year, unit_code) IN (SELECT fiscal_year, parent_code FROM member)
          AND (fiscal_year, unit_code) NOT IN (SELECT fiscal_year, unit_code FROM owner)
        )
      ORDER BY 1
      LIMIT 20
      """)
  }

  private func expectSums(_ step: String) async throws {
    #expect(
      try await broken("subject_year", "unit_name", isSum: "true") == [], "\(step): reported")
    #expect(
      try await broken("comparable_subject_year", "comparable_unit", isSum: "NOT tree.is_owner")
        == [], "\(step): comparable")
  }

  /// What changes between two nights, and which years the second one reads.
  private static let steps: [(name: String, edit: String, years: [Int])] = [
    (
      "revised",
      "UPDATE intake.line SET actual = actual + 3.33 WHERE submission_id % 5 = 0", [2021]
    ),
    (
      "transfer",
      """
      UPDATE reference.internal_transfer
      SET amount_fen = amount_fen / 3, functional_code = '2010101'
      WHERE fiscal_year = 2022
        AND measure = 'actual'
      """, [2022]
    ),
    (
      "crosswalk",
      """
      INSERT INTO reference.crosswalk
      VALUES ('general', '2010301', '2070301', 2023, 1, 1, 'recode')
      """, [2023]
    ),
    (
      "tree",
      """
      UPDATE reference.unit
      SET parent_code = 'G2'
      WHERE parent_code = 'G11'
        AND valid_from = 2000
      """, [2020]
    ),
    (
      "withdrawn",
      """
      UPDATE intake.submission
      SET status = 'withdrawn'
      WHERE fiscal_year IN (2020, 2022)
        AND unit_code ~ '[37]$'
      """, [2020, 2022]
    ),
  ]

  /// The cells that a change of the past is told of, before the next run.
  private func remember() async throws {
    try await execute(
      """
      DROP TABLE IF EXISTS public.before_run;
      CREATE TABLE public.before_run AS
      \(Self.shown);
      """)
  }

  private static let shown = ["subject_year", "comparable_subject_year"].map { view in
    """
    SELECT
      CASE '\(view)' WHEN 'subject_year' THEN 'reported' ELSE 'comparable' END AS series,
      fiscal_year,
      unit_code,
      subject_code,
      measure.name AS measure,
      measure.amount
    FROM summary.\(view)
    CROSS JOIN LATERAL (
      VALUES ('initial_budget', initial_budget), ('final_budget', final_budget), ('actual', actual)
    ) AS measure (name, amount)
    WHERE fund_type = '*'
      AND subject_level IN (0, 3)
    """
  }.joined(separator: "\nUNION ALL\n")

  /// Figures of earlier years whose change is not what the causes add up to.
  private func unexplained() async throws -> [String?] {
    try await column(
      """
      WITH after AS (
        \(Self.shown)
      ), listed AS (
        SELECT series, fiscal_year, unit_code, subject_code, measure, sum(difference) AS difference,
          min(before) AS before, min(after) AS after
        FROM summary.past_change
        JOIN control.current_publication USING (publication_id)
        GROUP BY series, fiscal_year, unit_code, subject_code, measure
      ), change AS (
        SELECT series, fiscal_year, unit_code, subject_code, measure, before.amount AS before,
          after.amount AS after
        FROM public.before_run AS before
        FULL JOIN after USING (series, fiscal_year, unit_code, subject_code, measure)
      )
      SELECT concat_ws(' ', change, own.difference)
      FROM change
      LEFT JOIN listed AS own USING (series, fiscal_year, unit_code, subject_code, measure)
      WHERE change.fiscal_year < 2023
        AND (
          coalesce(change.after, 0) - coalesce(change.before, 0) <> coalesce(own.difference, 0)
          OR own.before IS DISTINCT FROM change.before AND own.difference IS NOT NULL
          OR own.after IS DISTINCT FROM change.after AND own.difference IS NOT NULL
        )
      ORDER BY 1
      LIMIT 20
      """)
  }

  @Test func everySumHoldsAndEveryChangeOfThePastIsExplained() async throws {
    try await file()
    try await expectSums("first")
    for step in Self.steps {
      try await remember()
      try await execute(step.edit)
      #expect(try await runNight(nightRequest(years: step.years)).hasPublished, "\(step.name)")
      try await expectSums(step.name)
      #expect(try await unexplained() == [], "\(step.name)")
    }
    try await remember()
    #expect(try await runNight(nightRequest()).hasPublished)
    try await expectSums("all")
    #expect(try await unexplained() == [], "all")
    let causes = try await column("SELECT DISTINCT cause FROM summary.past_change ORDER BY 1")
    #expect(
      causes.compactMap(\.self) == [
        "crosswalk", "elimination", "restatement", "revised_submission", "unit_tree", "withdrawn",
      ])
  }

  /// What is taken out of comparable figures of years that are not read is what it was, basic and
  /// project spending included: a run of single years ends where a run of all does.
  @Test func singleYearsEndWhereAllYearsDo() async throws {
    try await file()
    for (step, years) in [(Self.steps[0], [2020, 2021, 2022, 2023]), (Self.steps[1], [2022])] {
      try await execute(step.edit)
      for year in years { try await runNight(nightRequest(years: [year])) }
      let single = try await everythingPublished()
      try await runNight(nightRequest(isFull: true))
      #expect(try await everythingPublished() == single, "\(step.name)")
    }
  }
}
