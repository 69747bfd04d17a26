-- inspect_year: whether anybody has filed for a year, or it is published
-- Parameters: $1 fiscal year
-- Columns:    is_known
-- Order:      there is one row
SELECT
  EXISTS (
    SELECT
    FROM summary.publication
    WHERE $1::integer = ANY (fiscal_years)
  ) OR EXISTS (
    SELECT
    FROM intake.submission
    WHERE fiscal_year = $1::integer
  ) AS is_known;
