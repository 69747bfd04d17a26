-- groups_equal_their_children: holds when no row comes back; reads the volume of the search path
-- Σ children − eliminated = group, for all funds, all subjects together and every 类.
-- columns: unit_id, item_id, differences in fen and lines; order: unit_id, item_id
WITH cell AS MATERIALIZED (
  SELECT
    tile.unit[i] AS unit_id,
    tile.item[i] AS item_id,
    coalesce(tile.initial_fen[i], 0) AS initial_fen,
    coalesce(tile.final_fen[i], 0) AS final_fen,
    coalesce(tile.actual_fen[i], 0) AS actual_fen,
    tile.line_count[i] AS line_count,
    coalesce(tile.eliminated_initial_fen[i], 0) AS eliminated_initial_fen,
    coalesce(tile.eliminated_final_fen[i], 0) AS eliminated_final_fen,
    coalesce(tile.eliminated_actual_fen[i], 0) AS eliminated_actual_fen
  FROM subject_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  WHERE tile.fund_type = '*'
    AND tile.tile <= 1
), signed AS (
  SELECT
    coalesce(unit_name.parent_id, district.unit_id) AS unit_id,
    cell.item_id,
    cell.initial_fen,
    cell.final_fen,
    cell.actual_fen,
    cell.line_count
  FROM cell
  JOIN unit_name USING (unit_id)
  JOIN store.unit AS district ON district.unit_code = '*'
  WHERE cell.unit_id <> district.unit_id
  UNION ALL
  SELECT
    cell.unit_id,
    cell.item_id,
    -cell.initial_fen - cell.eliminated_initial_fen,
    -cell.final_fen - cell.eliminated_final_fen,
    -cell.actual_fen - cell.eliminated_actual_fen,
    -cell.line_count
  FROM cell
  JOIN unit_name USING (unit_id)
  WHERE NOT unit_name.is_leaf
)
SELECT
  unit_id,
  item_id,
  sum(initial_fen) AS initial_fen,
  sum(final_fen) AS final_fen,
  sum(actual_fen) AS actual_fen,
  sum(line_count) AS line_count
FROM signed
GROUP BY unit_id, item_id
HAVING sum(initial_fen) <> 0
  OR sum(final_fen) <> 0
  OR sum(actual_fen) <> 0
  OR sum(line_count) <> 0
ORDER BY unit_id, item_id;
