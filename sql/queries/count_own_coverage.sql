-- count_own_coverage: how many submissions of each year stand how, of the asking unit
-- Parameters: none
-- Columns:    fiscal_year, kind, state, submission_count
-- Order:      year, kind, state
SELECT fiscal_year, kind, state, count(*) AS submission_count
FROM own_summary.coverage
GROUP BY fiscal_year, kind, state
ORDER BY fiscal_year, kind COLLATE "C", state COLLATE "C";
