-- select_publication: the current publication
-- Parameters: none
-- Columns:    publication_id, run_id, published_at, fiscal_years (as a list), digest, counts
-- Order:      there is one row at most
SELECT publication_id, run_id,
  to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS published_at,
  array_to_string(fiscal_years, ',') AS fiscal_years, digest, submission_count, line_count,
  cell_count, anomaly_count
FROM summary.publication;
