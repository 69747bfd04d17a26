-- select_comparable_cells: the restated actuals of one unit over years, in fen
-- Parameters: $1 first fiscal year, $2 last fiscal year, $3 unit code, $4 fund type
-- Columns:    the view's; actual times 100, which is whole
-- Order:      year, subject: the total first, what has no readable code last
SELECT fiscal_year, subject_code, subject_name, (actual * 100)::bigint AS actual_fen,
  (prior_actual * 100)::bigint AS prior_fen, change_percent, comparability, family, base_year,
  is_current, prior_comparability
FROM summary.comparable_subject_year
WHERE fiscal_year BETWEEN $1::integer AND $2::integer
  AND unit_code = $3::text
  AND fund_type = $4::text
ORDER BY fiscal_year, subject_code COLLATE "C";
