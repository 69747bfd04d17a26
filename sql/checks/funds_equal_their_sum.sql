-- funds_equal_their_sum: holds when no row comes back; reads the volume of the search path
-- Σ funds = all funds, for every unit.
-- columns: unit_id, difference in fen; order: unit_id
SELECT
  unit_id,
  sum(CASE WHEN fund_type = '*' THEN -coalesce(actual_fen, 0) ELSE coalesce(actual_fen, 0) END)
    AS actual_fen
FROM unit_total
GROUP BY unit_id
HAVING
  sum(CASE WHEN fund_type = '*' THEN -coalesce(actual_fen, 0) ELSE coalesce(actual_fen, 0) END) <> 0
ORDER BY unit_id;
