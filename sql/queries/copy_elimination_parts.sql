-- copy_elimination_parts: writes into the volume that the search path names first
COPY elimination_part (
  payer_code, payee_code, at_unit, subject_code, fund_type, expenditure_kind, measure, fen
) FROM STDIN (FORMAT binary);
