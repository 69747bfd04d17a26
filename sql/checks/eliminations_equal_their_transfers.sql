-- eliminations_equal_their_transfers: holds when no row comes back; reads the volume of the search
-- path
-- What was taken out of a unit's sum of all subjects and funds is what was taken out of the
-- transfers between its units; a unit without children has none.
-- columns: unit_id, differences in fen; order: unit_id
WITH taken AS (
  SELECT
    tile.unit[i] AS unit_id,
    coalesce(tile.eliminated_initial_fen[i], 0) AS initial_fen,
    coalesce(tile.eliminated_final_fen[i], 0) AS final_fen,
    coalesce(tile.eliminated_actual_fen[i], 0) AS actual_fen
  FROM subject_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  WHERE tile.fund_type = '*'
    AND tile.tile = 0
  UNION ALL
  SELECT
    unit.unit_id,
    CASE measure WHEN 'initial_budget' THEN -eliminated_fen ELSE 0 END,
    CASE measure WHEN 'final_budget' THEN -eliminated_fen ELSE 0 END,
    CASE measure WHEN 'actual' THEN -eliminated_fen ELSE 0 END
  FROM elimination
  JOIN store.unit ON unit.unit_code = elimination.at_unit
)
SELECT
  unit_id,
  sum(initial_fen) AS initial_fen,
  sum(final_fen) AS final_fen,
  sum(actual_fen) AS actual_fen
FROM taken
GROUP BY unit_id
HAVING sum(initial_fen) <> 0
  OR sum(final_fen) <> 0
  OR sum(actual_fen) <> 0
ORDER BY unit_id;
