-- comparable_total_is_the_reported_one: holds when no row comes back; reads the volume of the
-- search path
-- Restating moves money and loses none: the district's comparable total is the reported one
-- without the units that have left.
-- columns: the three differences in fen; order: one row at most
WITH district AS (
  SELECT unit.unit_id, item.item_id, member.is_restated
  FROM store.unit
  JOIN comparable_unit AS member USING (unit_id)
  CROSS JOIN store.item
  WHERE unit.unit_code = '*'
    AND item.axis = 'functional'
    AND item.code = '*'
), whole AS (
  SELECT -1 AS sign, tile.unit, tile.item, tile.initial_fen, tile.final_fen, tile.actual_fen
  FROM subject_tile AS tile
  JOIN district ON district.is_restated
  WHERE tile.fund_type = '*'
    AND tile.tile = 0
  UNION ALL
  SELECT 1, tile.unit, tile.item, tile.initial_fen, tile.final_fen, tile.actual_fen
  FROM comparable_tile AS tile
  JOIN district ON district.is_restated
  WHERE tile.fund_type = '*'
    AND tile.tile = 0
), amount AS (
  SELECT
    whole.sign * coalesce(whole.initial_fen[i], 0) AS initial_fen,
    whole.sign * coalesce(whole.final_fen[i], 0) AS final_fen,
    whole.sign * coalesce(whole.actual_fen[i], 0) AS actual_fen
  FROM whole
  CROSS JOIN LATERAL generate_subscripts(whole.unit, 1) AS i
  JOIN district
    ON district.unit_id = whole.unit[i]
    AND district.item_id = whole.item[i]
  UNION ALL
  SELECT coalesce(initial_fen, 0), coalesce(final_fen, 0), coalesce(actual_fen, 0)
  FROM perimeter_change
  WHERE change = 'left'
)
SELECT
  sum(initial_fen) AS initial_fen,
  sum(final_fen) AS final_fen,
  sum(actual_fen) AS actual_fen
FROM amount
HAVING sum(initial_fen) <> 0
  OR sum(final_fen) <> 0
  OR sum(actual_fen) <> 0
ORDER BY 1;
