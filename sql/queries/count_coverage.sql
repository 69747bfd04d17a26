-- count_coverage: how many submissions of each year stand how
-- Parameters: $1 unit codes (null = any)
-- Columns:    fiscal_year, kind, state, submission_count
-- Order:      year, kind, state
SELECT fiscal_year, kind, state, count(*) AS submission_count
FROM summary.coverage
WHERE $1::text[] IS NULL
  OR unit_code = ANY ($1::text[])
GROUP BY fiscal_year, kind, state
ORDER BY fiscal_year, kind COLLATE "C", state COLLATE "C";
