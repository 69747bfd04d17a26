-- select_eliminations: what units paid each other in a year, and what of it was taken out, in yuan
-- Parameters: $1 fiscal year, $2 unit codes, one of which is payer or payee (null = any),
--             $3 fund type (`*` = all)
-- Columns:    the view's
-- Order:      where it was taken out, payer, payee, subject, fund, measure
SELECT fiscal_year, payer_code, payee_code, subject_code, fund_type, measure, payer_amount,
  payee_amount, eliminated, residual, cause, cause_detail, at_unit
FROM summary.elimination
WHERE fiscal_year = $1::integer
  AND (
    $2::text[] IS NULL
    OR payer_code = ANY ($2::text[])
    OR payee_code = ANY ($2::text[])
  )
  AND $3::text IN ('*', fund_type)
ORDER BY at_unit COLLATE "C" NULLS LAST, payer_code COLLATE "C", payee_code COLLATE "C",
  subject_code COLLATE "C", fund_type COLLATE "C", measure COLLATE "C";
