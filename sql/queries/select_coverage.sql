-- select_coverage: how units stand with what they have to hand in
-- Parameters: $1 fiscal year, $2 unit code (null = any),
--             $3 states
-- Columns:    the view's, the unit's name of that year
-- Order:      year, unit, kind
SELECT coverage.fiscal_year, coverage.unit_code, unit.name AS unit_name, coverage.kind,
  coverage.state, coverage.submission_id, coverage.reason
FROM summary.coverage AS coverage
LEFT JOIN LATERAL (
  SELECT known.name
  FROM reference.unit AS known
  WHERE known.unit_code = coverage.unit_code
    AND known.valid_from <= coverage.fiscal_year
    AND (known.valid_to IS NULL OR known.valid_to >= coverage.fiscal_year)
  ORDER BY known.valid_from DESC
  LIMIT 1
) AS unit ON true
WHERE coverage.fiscal_year = $1::integer
  AND ($2::text IS NULL OR coverage.unit_code = $2::text)
  AND coverage.state = ANY ($3::text[])
ORDER BY coverage.fiscal_year, coverage.unit_code COLLATE "C", coverage.kind COLLATE "C";
