-- read_publication_record: what is recorded of the current publication, and how many rows its
--   volumes have once some of them were worked out anew
-- parameters: the volumes; columns: publication_id, digest, counts, totals in fen, and the rows of
--   coverage and anomaly in the volumes; there is one row at most
SELECT
  publication.publication_id,
  publication.digest,
  publication.cell_count,
  publication.coverage_count,
  publication.anomaly_count,
  publication.line_count,
  publication.submission_count,
  publication.total_initial_fen,
  publication.total_final_fen,
  publication.total_actual_fen,
  store.count_rows('coverage', $1::bigint[]) AS coverage_row_count,
  store.count_rows('anomaly', $1::bigint[]) AS anomaly_row_count
FROM control.current_publication
JOIN control.publication USING (publication_id);
