-- comparable_total_is_the_reported_one: holds when no row comes back; reads the volume of the
-- search path
-- Restating moves money and loses none: the district's comparable total and all that is eliminated
-- below and in it are together what they are as reported, without the units that have left.
-- columns: the three differences in fen; order: one row at most
WITH whole AS (
  SELECT item_id
  FROM store.item
  WHERE axis = 'functional'
    AND code = '*'
), restated AS (
  SELECT member.unit_id
  FROM comparable_unit AS member
  JOIN store.unit USING (unit_id)
  WHERE unit.unit_code = '*'
    AND member.is_restated
), cell AS (
  SELECT
    true AS is_reported,
    tile.unit[i] AS unit_id,
    tile.initial_fen[i] AS initial_fen,
    tile.final_fen[i] AS final_fen,
    tile.actual_fen[i] AS actual_fen,
    tile.eliminated_initial_fen[i] AS eliminated_initial_fen,
    tile.eliminated_final_fen[i] AS eliminated_final_fen,
    tile.eliminated_actual_fen[i] AS eliminated_actual_fen
  FROM subject_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  JOIN whole ON whole.item_id = tile.item[i]
  WHERE tile.fund_type = '*'
    AND tile.tile = 0
  UNION ALL
  SELECT
    false,
    tile.unit[i],
    tile.initial_fen[i],
    tile.final_fen[i],
    tile.actual_fen[i],
    tile.eliminated_initial_fen[i],
    tile.eliminated_final_fen[i],
    tile.eliminated_actual_fen[i]
  FROM comparable_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  JOIN whole ON whole.item_id = tile.item[i]
  WHERE tile.fund_type = '*'
    AND tile.tile = 0
), shown AS (
  SELECT -1 AS sign, cell.*
  FROM cell
  WHERE is_reported
  UNION ALL
  SELECT 1, cell.*
  FROM cell
  LEFT JOIN comparable_unit AS member USING (unit_id)
  WHERE is_reported <> coalesce(member.is_restated, true)
), amount AS (
  SELECT
    shown.sign * coalesce(shown.initial_fen, 0) AS initial_fen,
    shown.sign * coalesce(shown.final_fen, 0) AS final_fen,
    shown.sign * coalesce(shown.actual_fen, 0) AS actual_fen
  FROM shown
  JOIN restated USING (unit_id)
  UNION ALL
  SELECT
    shown.sign * coalesce(shown.eliminated_initial_fen, 0),
    shown.sign * coalesce(shown.eliminated_final_fen, 0),
    shown.sign * coalesce(shown.eliminated_actual_fen, 0)
  FROM shown
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
