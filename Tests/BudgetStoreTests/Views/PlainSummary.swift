/// The published cells once more, by a plain and slow query over `intake`: what the contract says,
/// written down without regard to speed, for data without printed totals.
enum PlainSummary {
  /// A query that gives the rows of `summary.subject_year` that differ from the plain ones, marked
  /// by the side that has them.
  static let differencesInSubjects = """
    WITH RECURSIVE \(sources), \(booked(code: "functional_code", section: "functional")),
    \(cells), plain AS (
      SELECT
        fiscal_year, unit_code, code, fund_type, subject_level, initial_budget, final_budget,
        actual, basic_actual, project_actual, direct_initial_budget, direct_final_budget,
        direct_actual, initial_complete, final_complete,
        CASE WHEN actual > 0 THEN round(100 * execution_actual / actual, 4) END,
        unit_count, line_count, prior_actual, actual - prior_actual,
        CASE WHEN prior_actual > 0 THEN round(100 * (actual - prior_actual) / prior_actual, 4) END,
        CASE WHEN whole > 0 THEN round(100 * actual / whole, 4) END,
        CASE WHEN execution_budget > 0
          THEN round(100 * execution_actual / execution_budget, 4) END
      FROM full_cell
    ), published AS (
      SELECT
        fiscal_year, unit_code, subject_code, fund_type, subject_level, initial_budget,
        final_budget, actual, basic_actual, project_actual, direct_initial_budget,
        direct_final_budget, direct_actual, initial_complete, final_complete,
        execution_coverage_percent, unit_count, line_count, prior_actual, change, change_percent,
        share_percent, execution_percent
      FROM summary.subject_year
    )
    \(differences)
    """

  /// The same for a view that has the three measures only.
  static func differences(in view: String, key: String, code: String, section: String) -> String {
    """
    WITH RECURSIVE \(sources), \(booked(code: code, section: section)), \(cells), plain AS (
      SELECT
        fiscal_year, unit_code, code, fund_type, initial_budget, final_budget, actual, unit_count,
        prior_actual, actual - prior_actual,
        CASE WHEN prior_actual > 0 THEN round(100 * (actual - prior_actual) / prior_actual, 4) END
      FROM full_cell
    ), published AS (
      SELECT
        fiscal_year, unit_code, \(key), fund_type, initial_budget, final_budget, actual,
        unit_count, prior_actual, change, change_percent
      FROM summary.\(view)
    )
    \(differences)
    """
  }

  /// Which submissions count, and who stands under whom.
  static let sources = """
    year AS (
      SELECT DISTINCT fiscal_year
      FROM intake.submission
    ), member AS (
      SELECT DISTINCT ON (fiscal_year, unit_code) fiscal_year, unit_code, parent_code, unit_type
      FROM year
      JOIN reference.unit
        ON fiscal_year BETWEEN valid_from AND coalesce(valid_to, fiscal_year)
      ORDER BY fiscal_year, unit_code, valid_from DESC
    ), above AS (
      SELECT fiscal_year, unit_code, unit_code AS node
      FROM member
      UNION
      SELECT above.fiscal_year, above.unit_code, coalesce(member.parent_code, '*')
      FROM above
      JOIN member
        ON member.fiscal_year = above.fiscal_year
        AND member.unit_code = above.node
    ), effective AS (
      SELECT DISTINCT ON (unit_code, fiscal_year, kind) *
      FROM intake.submission
      WHERE status IN ('submitted', 'accepted')
      ORDER BY unit_code, fiscal_year, kind, revision DESC
    ), actual_source AS (
      SELECT DISTINCT ON (unit_code, fiscal_year) *
      FROM effective
      WHERE kind <> 'budget'
      ORDER BY unit_code, fiscal_year, kind
    ), initial_source AS (
      SELECT DISTINCT ON (unit_code, fiscal_year) *
      FROM effective
      WHERE EXISTS (
          SELECT
          FROM intake.line
          WHERE line.submission_id = effective.submission_id
            AND section = 'functional'
            AND initial_budget IS NOT NULL
        )
      ORDER BY unit_code, fiscal_year,
        array_position(ARRAY['final_account', 'self_evaluation', 'budget'], kind)
    ), reported AS (
      SELECT DISTINCT fiscal_year, node AS unit_code
      FROM actual_source
      JOIN above USING (fiscal_year, unit_code)
    )
    """

  /// Every counted line in yuan, with the measures that count.
  private static func booked(code: String, section: String) -> String {
    """
    booked AS (
      SELECT
        submission.fiscal_year,
        submission.unit_code,
        \(code) AS code,
        coalesce(fund_type, 'unstated') AS fund_type,
        expenditure_kind,
        CASE WHEN submission_id IN (SELECT submission_id FROM initial_source)
          THEN initial_budget * yuan END AS initial_budget,
        CASE WHEN submission_id IN (SELECT submission_id FROM actual_source)
          THEN final_budget * yuan END AS final_budget,
        CASE WHEN submission_id IN (SELECT submission_id FROM actual_source)
          THEN actual * yuan END AS actual
      FROM intake.line
      JOIN intake.submission USING (submission_id)
      JOIN (VALUES ('yuan', 1), ('wan_yuan', 10000)) AS scale (amount_unit, yuan)
        USING (amount_unit)
      WHERE section = '\(section)'
    ), leaf AS (
      SELECT
        fiscal_year,
        unit_code,
        code,
        fund.fund_type,
        sum(initial_budget) AS initial_budget,
        sum(final_budget) AS final_budget,
        sum(actual) AS actual,
        sum(actual) FILTER (WHERE expenditure_kind = 'basic') AS basic_actual,
        sum(actual) FILTER (WHERE expenditure_kind = 'project') AS project_actual,
        count(*) AS line_count
      FROM booked
      CROSS JOIN LATERAL (VALUES (booked.fund_type), ('*')) AS fund (fund_type)
      WHERE coalesce(initial_budget, final_budget, actual) IS NOT NULL
      GROUP BY fiscal_year, unit_code, code, fund.fund_type
    )
    """
  }

  /// Sums over units and codes, with last year beside them, and what is gone since.
  private static let cells = """
    cell AS (
      SELECT
        leaf.fiscal_year,
        above.node AS unit_code,
        node.code,
        leaf.fund_type,
        sum(initial_budget) AS initial_budget,
        sum(final_budget) AS final_budget,
        sum(actual) AS actual,
        sum(basic_actual) AS basic_actual,
        sum(project_actual) AS project_actual,
        sum(initial_budget) FILTER (WHERE node.code = leaf.code) AS direct_initial_budget,
        sum(final_budget) FILTER (WHERE node.code = leaf.code) AS direct_final_budget,
        sum(actual) FILTER (WHERE node.code = leaf.code) AS direct_actual,
        bool_and(actual IS NULL OR initial_budget IS NOT NULL) AS initial_complete,
        bool_and(actual IS NULL OR final_budget IS NOT NULL) AS final_complete,
        coalesce(
          sum(actual) FILTER (WHERE coalesce(final_budget, initial_budget) IS NOT NULL), 0
        ) AS execution_actual,
        sum(coalesce(final_budget, initial_budget)) FILTER (WHERE actual IS NOT NULL)
          AS execution_budget,
        count(DISTINCT leaf.unit_code) AS unit_count,
        sum(line_count) AS line_count
      FROM leaf
      JOIN above USING (fiscal_year, unit_code)
      CROSS JOIN LATERAL (
        SELECT DISTINCT code
        FROM (
          VALUES (leaf.code), (CASE WHEN leaf.code ~ '^[0-9]{7}$' THEN left(leaf.code, 5) END),
            (CASE WHEN leaf.code ~ '^[0-9]{5,7}$' THEN left(leaf.code, 3) END), ('*')
        ) AS up (code)
        WHERE code IS NOT NULL
      ) AS node
      GROUP BY leaf.fiscal_year, above.node, node.code, leaf.fund_type
    ), vanished AS (
      SELECT prior.fiscal_year + 1 AS fiscal_year, prior.unit_code, prior.code, prior.fund_type
      FROM cell AS prior
      JOIN reported
        ON reported.fiscal_year = prior.fiscal_year + 1
        AND reported.unit_code = prior.unit_code
      WHERE prior.actual <> 0
        AND NOT EXISTS (
          SELECT
          FROM cell AS present
          WHERE present.fiscal_year = prior.fiscal_year + 1
            AND present.unit_code = prior.unit_code
            AND present.code = prior.code
            AND present.fund_type = prior.fund_type
        )
    ), all_cell AS (
      SELECT *
      FROM cell
      UNION ALL
      SELECT
        fiscal_year, unit_code, code, fund_type, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, true,
        true, 0, NULL, 0, 0
      FROM vanished
    ), full_cell AS (
      SELECT
        present.*,
        CASE WHEN present.code ~ '^[0-9]+$' THEN length(present.code)
          WHEN present.code = '?' THEN 3 ELSE 0 END AS subject_level,
        CASE WHEN reported.unit_code IS NOT NULL THEN coalesce(prior.actual, 0) END
          AS prior_actual,
        total.actual AS whole
      FROM all_cell AS present
      LEFT JOIN cell AS prior
        ON prior.fiscal_year = present.fiscal_year - 1
        AND prior.unit_code = present.unit_code
        AND prior.code = present.code
        AND prior.fund_type = present.fund_type
      LEFT JOIN reported
        ON reported.fiscal_year = present.fiscal_year - 1
        AND reported.unit_code = present.unit_code
      LEFT JOIN all_cell AS total
        ON total.fiscal_year = present.fiscal_year
        AND total.unit_code = present.unit_code
        AND total.code = '*'
        AND total.fund_type = present.fund_type
    )
    """

  private static let differences = """
    SELECT 'published ' || surplus::text
    FROM (SELECT * FROM published EXCEPT ALL SELECT * FROM plain) AS surplus
    UNION ALL
    SELECT 'plain ' || lacking::text
    FROM (SELECT * FROM plain EXCEPT ALL SELECT * FROM published) AS lacking
    ORDER BY 1
    LIMIT 20
    """
}
