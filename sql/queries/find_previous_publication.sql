-- find_previous_publication: what readers saw before the current publication: not one that was
-- rolled back; see `summary.previous_publication_id`
-- Parameters: none
-- Columns:    as select_publications
-- Order:      there is one row at most
SELECT publication_id, run_id,
  to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS published_at,
  array_to_string(fiscal_years, ',') AS fiscal_years, digest, submission_count, line_count,
  cell_count, anomaly_count, is_current
FROM summary.kept_publication
WHERE is_previous;
