-- select_unit_cells: the figures of several units in one year, in fen
-- Parameters: $1 fiscal year, $2 unit codes (null = all), $3 fund type, $4 subject levels
-- Columns:    the view's; its amounts times 100, which are whole
-- Order:      unit, subject: the total first, what has no readable code last
SELECT unit_code, unit_name, subject_code, subject_name,
  (initial_budget * 100)::bigint AS initial_fen,
  (final_budget * 100)::bigint AS final_fen,
  (actual * 100)::bigint AS actual_fen,
  (basic_actual * 100)::bigint AS basic_fen,
  (project_actual * 100)::bigint AS project_fen,
  (prior_actual * 100)::bigint AS prior_fen,
  (eliminated_initial * 100)::bigint AS eliminated_initial_fen,
  (eliminated_final * 100)::bigint AS eliminated_final_fen,
  (eliminated_actual * 100)::bigint AS eliminated_actual_fen,
  change_percent, share_percent, execution_percent
FROM summary.subject_year
WHERE fiscal_year = $1::integer
  AND ($2::text[] IS NULL OR unit_code = ANY ($2::text[]))
  AND fund_type = $3::text
  AND subject_level = ANY ($4::integer[])
ORDER BY unit_code COLLATE "C", subject_code COLLATE "C";
