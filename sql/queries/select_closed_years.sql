-- select_closed_years: the years that are closed
-- Parameters: none
-- Columns:    closing_id, fiscal_year, reason, closed_by, closed_at, publication_id
-- Order:      year
SELECT closing_id, fiscal_year, reason, closed_by,
  to_char(closed_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS closed_at, publication_id
FROM control.closed_year
WHERE reopened_at IS NULL
ORDER BY fiscal_year;
