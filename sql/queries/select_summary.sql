-- select_summary: one unit's subjects in one year, in yuan
-- Parameters: $1 fiscal year (null = the last one published), $2 unit code, $3 fund type,
--             $4 subject (null = all), $5 number of digits of the subjects below it
-- Columns:    the view's
-- Order:      subject; the total, or the subject asked for, comes first
SELECT fiscal_year, unit_code, unit_name, subject_code, subject_name, subject_level, fund_type,
  initial_budget, final_budget, actual, basic_actual, project_actual, prior_actual, change,
  change_percent, share_percent, execution_percent, execution_coverage_percent, initial_complete,
  final_complete, unit_count, line_count
FROM summary.subject_year
WHERE fiscal_year = coalesce(
    $1::integer,
    (SELECT max(year) FROM summary.publication, unnest(fiscal_years) AS year)
  )
  AND unit_code = $2
  AND fund_type = $3
  AND (
    subject_code = coalesce($4::text, '*')
    OR subject_level = $5::integer
    AND ($4::text IS NULL OR starts_with(subject_code, $4::text))
  )
ORDER BY subject_code = coalesce($4::text, '*') DESC, subject_code COLLATE "C";
