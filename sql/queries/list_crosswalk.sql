-- list_crosswalk: what becomes of subjects when codes change
-- columns: fund_type, from_code, to_code, effective_year, share_numerator, share_denominator;
--   order: year, fund, codes
SELECT fund_type, from_code, to_code, effective_year, share_numerator, share_denominator
FROM reference.crosswalk
ORDER BY effective_year, fund_type COLLATE "C", from_code COLLATE "C", to_code COLLATE "C",
  share_numerator, share_denominator;
