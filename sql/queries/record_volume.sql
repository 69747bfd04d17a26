-- record_volume: what a volume holds
-- parameters: volume, run, fiscal year, digests of cells and of lists, cells, lines, submissions,
--   totals of initial, final, actual in fen, digests of submissions and of the
--   basis, and of cells without restated ones and of lists without what came after closing
INSERT INTO control.volume (
  volume_id, run_id, fiscal_year, cell_digest, list_digest, cell_count, line_count,
  submission_count, total_initial_fen, total_final_fen, total_actual_fen,
  source_digest, basis_digest, reported_digest, filed_digest
)
OVERRIDING SYSTEM VALUE
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);
