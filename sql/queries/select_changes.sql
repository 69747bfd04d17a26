-- select_changes: what changed between two publications by cause, in yuan, and in all
-- Parameters: $1 from and $2 to which publication, $3 fiscal year or null, $4 series, $5 unit or
--             null, $6 subject or null (it and what is below it), $7 subject level or null, $8 fund
--             type, $9 cause or null, $10 how many cells at most or null, $11 measure or null,
--             $12 units (null = any), $13 units that are left out (null = none)
-- Columns:    those of the function; number: of the cell, null in rows of the total; cell_count: of
--             all cells that fit
-- Order:      cells, the largest change first, their causes by name; then the total of the unit
--             and subject asked for, or of the district and all subjects, by cause, and in all
--             where cause is null
WITH change AS MATERIALIZED (
  SELECT *
  FROM summary.changes($1::bigint, $2::bigint, $3::integer, $4::text)
  WHERE fund_type = $8::text
    AND ($9::text IS NULL OR cause = $9::text)
    AND ($11::text IS NULL OR measure = $11::text)
), sized AS (
  SELECT
    change.*,
    abs(
      sum(difference) OVER (
        PARTITION BY fiscal_year, unit_code, subject_code, measure
      )
    ) AS size
  FROM change
  WHERE ($5::text IS NULL OR unit_code = $5::text)
    AND ($12::text[] IS NULL OR unit_code = ANY ($12::text[]))
    AND ($13::text[] IS NULL OR unit_code <> ALL ($13::text[]))
    AND ($7::integer IS NULL OR subject_level = $7::integer)
    AND (
      $6::text IS NULL
      OR $6::text = '*'
      OR starts_with(subject_code, $6::text)
    )
), numbered AS (
  SELECT
    sized.*,
    dense_rank() OVER (
      ORDER BY size DESC, fiscal_year, unit_code COLLATE "C", subject_code COLLATE "C",
        measure COLLATE "C"
    ) AS number
  FROM sized
), counted AS (
  SELECT coalesce(max(number), 0) AS cell_count
  FROM numbered
)
SELECT number, fiscal_year, unit_code, unit_name, subject_code, subject_name, subject_level,
  measure, cause, before, after, difference, cell_count
FROM numbered
CROSS JOIN counted
WHERE $10::bigint IS NULL
  OR number <= $10::bigint
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, measure, cause, NULL, NULL, sum(difference),
  cell_count
FROM change
CROSS JOIN counted
WHERE unit_code = coalesce($5::text, '*')
  AND subject_code = coalesce($6::text, '*')
GROUP BY GROUPING SETS ((measure, cause, cell_count), (measure, cell_count))
ORDER BY number NULLS LAST, measure, cause;
