-- record_volume: what a volume holds
-- parameters: volume, run, fiscal year, digest, cells, totals of initial, final, actual in fen
INSERT INTO control.volume (
  volume_id, run_id, fiscal_year, digest, cell_count, total_initial_fen, total_final_fen,
  total_actual_fen
)
OVERRIDING SYSTEM VALUE
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
