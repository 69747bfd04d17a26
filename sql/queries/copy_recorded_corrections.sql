-- copy_recorded_corrections: what is certainly wrong with the actuals of a published year, whose
--   volume is huizong.volume
-- columns: unit_code, subject_code, actual_correction_fen; order: place, rule_code
COPY (
  SELECT unit_code, subject_code, actual_correction_fen
  FROM store.anomaly
  WHERE fiscal_year = current_setting('huizong.year')::integer
    AND volume_id = current_setting('huizong.volume')::bigint
    AND actual_correction_fen IS NOT NULL
  ORDER BY place, rule_code
) TO STDOUT (FORMAT binary);
