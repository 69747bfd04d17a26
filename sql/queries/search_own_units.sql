-- search_own_units: units whose figures a unit's people see, with their names of that year
-- Parameters: $1 fiscal year, $2 a part of code or name, whatever its case (null = any),
--             $3 how many rows at most
-- Columns:    unit_code, unit_name; total: how many fit in all
-- Order:      the unit of that very code first, then by code
SELECT unit_code, unit_name, count(*) OVER () AS total
FROM own_summary.subject_year
WHERE fiscal_year = $1::integer
  AND subject_code = '*'
  AND fund_type = '*'
  AND (
    $2::text IS NULL
    OR strpos(lower(concat_ws(' ', unit_code, unit_name)), lower($2::text)) > 0
  )
ORDER BY (unit_code = $2::text) IS TRUE DESC, unit_code COLLATE "C"
LIMIT $3::bigint;
