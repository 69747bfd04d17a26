-- select_publication: the current publication
-- Parameters: none
-- Columns:    publication_id, run_id, published_at, fiscal_years (as a list), digest, counts
-- Order:      there is one row at most
SELECT current.publication_id, publication.run_id,
  to_char(publication.published_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS published_at,
  array_to_string(publication.fiscal_years, ',') AS fiscal_years, publication.digest,
  publication.submission_count, publication.line_count, publication.cell_count,
  publication.anomaly_count
FROM control.current_publication AS current
JOIN control.publication AS publication
  ON publication.publication_id = current.publication_id;
