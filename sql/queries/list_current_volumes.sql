-- list_current_volumes: the volumes that readers see now
-- columns: fiscal_year, volume_id, cell_digest, list_digest, cell_count, line_count,
--   submission_count, totals in fen, input_digest, closed_digest, source_digest, basis_digest,
--   reported_digest, filed_digest; order: fiscal_year
SELECT
  volume.fiscal_year,
  volume.volume_id,
  volume.cell_digest,
  volume.list_digest,
  volume.cell_count,
  volume.line_count,
  volume.submission_count,
  volume.total_initial_fen,
  volume.total_final_fen,
  volume.total_actual_fen,
  volume_input.input_digest,
  volume_input.closed_digest,
  volume.source_digest,
  volume.basis_digest,
  volume.reported_digest,
  volume.filed_digest
FROM control.current_publication
JOIN control.publication_year USING (publication_id)
JOIN control.volume USING (volume_id)
LEFT JOIN control.volume_input USING (volume_id)
ORDER BY volume.fiscal_year;
