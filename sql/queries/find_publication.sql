-- find_publication: one publication that is kept, by its number, by a day, or the current one
-- Parameters: $1 number, or null; $2 day (the last one published on or before it in China), or
--             null; with neither the current one
-- Columns:    as select_publications
-- Order:      there is one row at most
SELECT publication_id, run_id,
  to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS published_at,
  array_to_string(fiscal_years, ',') AS fiscal_years, digest, submission_count, line_count,
  cell_count, anomaly_count, is_current
FROM summary.kept_publication
WHERE CASE
    WHEN $1::bigint IS NOT NULL THEN publication_id = $1::bigint
    WHEN $2::date IS NOT NULL
      THEN (published_at AT TIME ZONE 'Asia/Shanghai')::date <= $2::date
    ELSE is_current
  END
ORDER BY publication_id DESC
LIMIT 1;
