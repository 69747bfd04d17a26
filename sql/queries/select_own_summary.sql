-- select_own_summary: the same as select_summary, of a unit of whoever asks
-- Parameters: $1 first fiscal year, $2 unit code, $3 fund type, $4 subject levels, $5 what the
--             subject codes begin with, $6 last fiscal year
-- Columns:    the view's
-- Order:      level, subject and year: the total, or the subject asked for, comes first
SELECT fiscal_year, unit_code, unit_name, subject_code, subject_name, subject_level, fund_type,
  initial_budget, final_budget, actual, basic_actual, project_actual, prior_actual, change,
  change_percent, share_percent, execution_percent, eliminated_initial, eliminated_final,
  eliminated_actual, execution_coverage_percent, initial_complete,
  final_complete, unit_count, line_count
FROM own_summary.subject_year
WHERE fiscal_year BETWEEN $1::integer AND $6::integer
  AND unit_code = $2::text
  AND fund_type = $3::text
  AND subject_level = ANY ($4::integer[])
  AND starts_with(subject_code, $5::text)
ORDER BY subject_level, subject_code COLLATE "C", fiscal_year;
