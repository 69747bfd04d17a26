-- copy_eliminations: writes into the volume that the search path names first
COPY elimination (
  payer_code, payee_code, subject_code, fund_type, measure, payer_fen, payee_fen, eliminated_fen,
  residual_fen, cause, cause_detail, at_unit
) FROM STDIN (FORMAT binary);
