-- list_years_without_lists: years of which something was handed in, and which lack a list
-- Parameters: none
-- Columns:    fiscal_year, has_subjects, has_units
-- Order:      year
WITH filed AS (
  SELECT DISTINCT fiscal_year
  FROM intake.submission
  WHERE status IN ('submitted', 'accepted')
), judged AS (
  SELECT fiscal_year,
    EXISTS (
      SELECT
      FROM reference.functional_subject
      WHERE fiscal_year BETWEEN valid_from AND coalesce(valid_to, fiscal_year)
    ) AS has_subjects,
    EXISTS (
      SELECT
      FROM reference.unit
      WHERE fiscal_year BETWEEN valid_from AND coalesce(valid_to, fiscal_year)
    ) AS has_units
  FROM filed
)
SELECT fiscal_year, has_subjects, has_units
FROM judged
WHERE NOT (has_subjects AND has_units)
ORDER BY fiscal_year;
