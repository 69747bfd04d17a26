-- list_internal_transfers: the register of money that went from one unit to another
-- columns: fiscal_year, payer_code, payee_code, functional_code, fund_type, measure, amount_fen;
--   order: all of them
SELECT
  fiscal_year, payer_code, payee_code, functional_code, fund_type, measure, amount_fen
FROM reference.internal_transfer
ORDER BY
  fiscal_year,
  payer_code COLLATE "C",
  payee_code COLLATE "C",
  functional_code COLLATE "C",
  fund_type COLLATE "C",
  measure COLLATE "C",
  amount_fen;
