-- record_publication: a publication over the given volumes, which are recorded already
-- parameters: run, digest, volumes; columns: publication_id
WITH volumes AS (
  SELECT *
  FROM control.volume
  WHERE volume_id = ANY ($3::bigint[])
), published AS (
  INSERT INTO control.publication (
    run_id, fiscal_years, digest, cell_count, coverage_count, anomaly_count, line_count,
    submission_count, total_initial_fen, total_final_fen, total_actual_fen
  )
  SELECT
    $1,
    coalesce(array_agg(fiscal_year ORDER BY fiscal_year), '{}'),
    $2,
    coalesce(sum(cell_count), 0),
    (
      SELECT count(*)
      FROM store.coverage
      JOIN volumes USING (fiscal_year, volume_id)
    ),
    (
      SELECT count(*)
      FROM store.anomaly
      JOIN volumes USING (fiscal_year, volume_id)
    ),
    coalesce(sum(line_count), 0),
    coalesce(sum(submission_count), 0),
    sum(total_initial_fen),
    sum(total_final_fen),
    sum(total_actual_fen)
  FROM volumes
  RETURNING publication_id
), placed AS (
  INSERT INTO control.publication_year (publication_id, fiscal_year, volume_id)
  SELECT published.publication_id, volumes.fiscal_year, volumes.volume_id
  FROM published
  CROSS JOIN volumes
)
SELECT publication_id
FROM published;
