/// What bureaus and units change from one night to the next, as SQL over any district: amounts,
/// submissions that come, are revised, withdrawn or deleted, and every list of the bureau.
enum NightEdits {
  /// The edit of a number; `count` of them in a row are one of each kind, each time of others.
  static func edit(_ number: Int) -> String {
    edits[number % edits.count].replacing("$n", with: String(number))
  }

  /// How many kinds there are.
  static var count: Int { edits.count }

  /// `$n` is the number of the edit.
  private static let edits = [
    """
    UPDATE intake.line
    SET actual = actual + 1
    WHERE (submission_id, line_no) IN (
        SELECT submission_id, line_no
        FROM intake.line
        WHERE actual > 0
        ORDER BY hashint8extended(submission_id, $n), line_no
        LIMIT 3
      )
    """,
    """
    UPDATE intake.submission
    SET status = CASE status WHEN 'withdrawn' THEN 'accepted' ELSE 'withdrawn' END
    WHERE submission_id = (
        SELECT submission_id
        FROM intake.submission
        ORDER BY hashint8extended(submission_id, $n)
        LIMIT 1
      )
    """,
    """
    WITH chosen AS (
      SELECT submission_id
      FROM intake.submission
      ORDER BY hashint8extended(submission_id, $n)
      LIMIT 1
    ), gone_lines AS (
      DELETE FROM intake.line
      WHERE submission_id IN (TABLE chosen)
    ), gone_figures AS (
      DELETE FROM intake.stated_figure
      WHERE submission_id IN (TABLE chosen)
    ), gone_words AS (
      DELETE FROM intake.explanation
      WHERE submission_id IN (TABLE chosen)
    )
    DELETE FROM intake.submission
    WHERE submission_id IN (TABLE chosen)
    """,
    """
    WITH new AS (
      INSERT INTO intake.submission (submission_id, unit_code, fiscal_year, kind, revision,
        status, amount_unit, printed_decimals, submitted_at, source)
      SELECT 1000000 + $n, unit_code, fiscal_year, kind, revision + 1, 'submitted', amount_unit,
        printed_decimals, submitted_at, source
      FROM intake.submission
      ORDER BY revision DESC, hashint8extended(submission_id, $n)
      LIMIT 1
      RETURNING *
    ), old AS (
      SELECT old.submission_id
      FROM intake.submission AS old
      JOIN new USING (unit_code, fiscal_year, kind)
      WHERE old.revision = new.revision - 1
    )
    INSERT INTO intake.line (submission_id, line_no, section, functional_code, fund_type,
      expenditure_kind, initial_budget, final_budget, actual)
    SELECT 1000000 + $n, line_no, section, functional_code, fund_type, expenditure_kind,
      initial_budget, final_budget, actual + 2
    FROM intake.line
    WHERE submission_id IN (TABLE old)
      AND section = 'functional'
    """,
    """
    UPDATE intake.stated_figure
    SET value = value + 1
    WHERE (submission_id, figure) IN (
        SELECT submission_id, figure
        FROM intake.stated_figure
        ORDER BY hashtextextended(submission_id || figure, $n)
        LIMIT 2
      )
    """,
    """
    UPDATE reference.unit
    SET name = name || '新'
    WHERE unit_code = (
        SELECT unit_code
        FROM reference.unit
        ORDER BY hashtextextended(unit_code, $n)
        LIMIT 1
      )
    """,
    """
    WITH chosen AS (
      SELECT unit_code
      FROM reference.unit
      WHERE valid_to IS NULL
        AND valid_from < 2022
        AND unit_code NOT IN (SELECT parent_code FROM reference.unit WHERE parent_code IS NOT NULL)
      ORDER BY hashtextextended(unit_code, $n)
      LIMIT 1
    ), closed AS (
      UPDATE reference.unit
      SET valid_to = 2021
      WHERE unit_code IN (TABLE chosen)
        AND valid_to IS NULL
      RETURNING *
    )
    INSERT INTO reference.unit (unit_code, valid_from, name, parent_code, unit_type)
    SELECT unit_code, 2022, name, NULL, '事业'
    FROM closed
    """,
    """
    INSERT INTO reference.unit (unit_code, valid_from, valid_to, name, parent_code)
    SELECT 'E' || $n, 2000, 2021, '空单位', min(parent_code)
    FROM reference.unit
    """,
    """
    UPDATE reference.unit
    SET parent_code = (
        SELECT parent_code
        FROM reference.unit AS other
        WHERE other.parent_code IS DISTINCT FROM unit.parent_code
        ORDER BY hashtextextended(other.unit_code, $n)
        LIMIT 1
      )
    WHERE unit_code LIKE 'E%'
    """,
    """
    INSERT INTO reference.crosswalk (fund_type, from_code, to_code, effective_year,
      share_numerator, share_denominator, kind)
    SELECT DISTINCT 'general', functional_code, '2019999', 2022, 1, 1, 'move'
    FROM intake.line
    WHERE length(functional_code) = 7
      AND hashtextextended(functional_code, $n) % 40 = 0
    ON CONFLICT DO NOTHING
    """,
    "DELETE FROM reference.crosswalk WHERE hashtextextended(from_code, $n) % 60 = 0",
    """
    INSERT INTO reference.internal_transfer (fiscal_year, payer_code, payee_code,
      functional_code, fund_type, measure, amount_fen)
    SELECT 2021 + $n % 3, min(unit_code), max(unit_code), '2010101', 'general', 'actual', 12300
    FROM (
      SELECT unit_code
      FROM intake.submission
      WHERE fiscal_year = 2021 + $n % 3
      ORDER BY hashtextextended(unit_code, $n)
      LIMIT 2
    ) AS pair
    HAVING min(unit_code) <> max(unit_code)
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO reference.rule_setting (rule_code, name, valid_from, value)
    VALUES ('P010', 'least_change_yuan', 2021 + $n % 3, $n)
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO reference.formula_rule (rule_code, valid_from, title, severity, scope, formula)
    VALUES ('Z$n', 2021 + $n % 3, '试', 'review', '*',
      'functional[*].actual = prior.functional[*].actual')
    ON CONFLICT DO NOTHING
    """,
    "DELETE FROM reference.formula_rule WHERE hashtextextended(rule_code, $n) % 50 = 0",
    """
    UPDATE reference.functional_subject
    SET name = name || '(改)'
    WHERE code = '2010101'
    """,
    """
    INSERT INTO reference.expected_submission (fiscal_year, unit_code, kind, due_on)
    SELECT fiscal_year, unit_code, kind, '2021-01-01'
    FROM intake.submission
    ORDER BY hashint8extended(submission_id, $n)
    LIMIT 2
    ON CONFLICT DO NOTHING
    """,
    "UPDATE intake.line SET actual = actual WHERE submission_id % 29 = $n % 29",
    "SELECT control.close_year(2021 + $n % 3, 'approved by congress')",
    """
    SELECT control.reopen_year(fiscal_year, 'the audit wants it')
    FROM control.closed_year
    WHERE reopened_at IS NULL
      AND hashint8extended(closing_id, $n) % 2 = 0
    """,
  ]
}
