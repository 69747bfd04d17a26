-- list_unit_successions: what becomes of units
-- columns: from_unit, to_unit, fiscal_year, kind, share_numerator, share_denominator;
--   order: year, units
SELECT from_unit, to_unit, fiscal_year, kind, share_numerator, share_denominator
FROM reference.unit_succession
ORDER BY fiscal_year, from_unit COLLATE "C", to_unit COLLATE "C", share_numerator,
  share_denominator;
