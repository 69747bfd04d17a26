-- copy_recorded_elimination_parts: what was taken out of sums in a published year, whose volume is
-- huizong.volume
-- columns: payer_code, payee_code, at_unit, subject_code, fund_type, expenditure_kind, measure, fen
-- order: payer, payee, measure, subject, fund, kind
COPY (
  SELECT payer_code, payee_code, at_unit, subject_code, fund_type, expenditure_kind, measure, fen
  FROM store.elimination_part
  WHERE fiscal_year = current_setting('huizong.year')::integer
    AND volume_id = current_setting('huizong.volume')::bigint
  ORDER BY payer_code COLLATE "C", payee_code COLLATE "C", measure COLLATE "C",
    subject_code COLLATE "C", fund_type COLLATE "C", expenditure_kind COLLATE "C"
) TO STDOUT (FORMAT binary);
