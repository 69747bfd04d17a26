-- select_publications: the publications that are kept
-- Parameters: $1 how many at most
-- Columns:    as select_publication, and is_current
-- Order:      publication, latest first
SELECT publication_id, run_id,
  to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS published_at,
  array_to_string(fiscal_years, ',') AS fiscal_years, digest, submission_count, line_count,
  cell_count, anomaly_count, is_current
FROM summary.kept_publication
ORDER BY publication_id DESC
LIMIT $1::bigint;
