-- select_own_units: the units whose figures a unit's people see, with their names of that year
-- Parameters: $1 fiscal year
-- Columns:    unit_code, unit_name
-- Order:      unit
SELECT unit_code, unit_name
FROM own_summary.subject_year
WHERE fiscal_year = $1::integer
  AND subject_code = '*'
  AND fund_type = '*'
ORDER BY unit_code COLLATE "C";
