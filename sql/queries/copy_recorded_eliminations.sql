-- copy_recorded_eliminations: what units paid each other in a published year, whose volume is
-- huizong.volume
-- columns: payer_code, payee_code, subject_code, fund_type, measure, payer_fen, payee_fen,
--   eliminated_fen, residual_fen, cause, cause_detail, at_unit
-- order: payer, payee, measure, subject, fund
COPY (
  SELECT payer_code, payee_code, subject_code, fund_type, measure, payer_fen, payee_fen,
    eliminated_fen, residual_fen, cause, cause_detail, at_unit
  FROM store.elimination
  WHERE fiscal_year = current_setting('huizong.year')::integer
    AND volume_id = current_setting('huizong.volume')::bigint
  ORDER BY payer_code COLLATE "C", payee_code COLLATE "C", measure COLLATE "C",
    subject_code COLLATE "C", fund_type COLLATE "C"
) TO STDOUT (FORMAT binary);
