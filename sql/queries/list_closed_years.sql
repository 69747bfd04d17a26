-- list_closed_years: the closed years and the volumes that stand for them
-- columns: closing_id, is_current (whether readers see the volume), program_digest,
--   reference_digest, and those of list_current_volumes; order: fiscal_year
SELECT
  closed_year.closing_id,
  EXISTS (
    SELECT
    FROM control.current_publication
    JOIN control.publication_year USING (publication_id)
    WHERE publication_year.volume_id = closed_year.volume_id
  ) AS is_current,
  volume_input.program_digest,
  volume_input.reference_digest,
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
FROM control.closed_year
JOIN control.volume USING (volume_id)
LEFT JOIN control.volume_input USING (volume_id)
WHERE closed_year.reopened_at IS NULL
ORDER BY volume.fiscal_year;
