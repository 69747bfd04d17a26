-- select_coverage: how units stand with what they have to hand in
-- Parameters: $1 fiscal year, $2 unit codes (null = any),
--             $3 states
-- Columns:    the view's, the unit's name as it was published
-- Order:      year, unit, kind
SELECT coverage.fiscal_year, coverage.unit_code, unit.unit_name, coverage.kind,
  coverage.state, coverage.submission_id, coverage.reason
FROM summary.coverage AS coverage
LEFT JOIN summary.unit_tree AS unit
  ON unit.fiscal_year = coverage.fiscal_year
  AND unit.unit_code = coverage.unit_code
WHERE coverage.fiscal_year = $1::integer
  AND ($2::text[] IS NULL OR coverage.unit_code = ANY ($2::text[]))
  AND coverage.state = ANY ($3::text[])
ORDER BY coverage.fiscal_year, coverage.unit_code COLLATE "C", coverage.kind COLLATE "C";
