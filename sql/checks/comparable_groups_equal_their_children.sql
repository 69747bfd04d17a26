-- comparable_groups_equal_their_children: holds when no row comes back; reads the volume of the
-- search path
-- Σ children − eliminated = group in the newest year's tree, for all funds, all subjects together
-- and every 类, but for groups that held money of their own before they had children. Where neither
-- a group nor a unit in it is restated, subjects as reported add up: groups_equal_their_children.
-- columns: unit_id, item_id, differences in fen; order: unit_id, item_id
WITH changed AS MATERIALIZED (
  SELECT unit_id
  FROM comparable_unit
  WHERE is_restated
  UNION
  SELECT parent_id
  FROM comparable_unit
  WHERE is_restated
    AND parent_id IS NOT NULL
), cell AS MATERIALIZED (
  SELECT
    tile.unit[i] AS unit_id,
    tile.item[i] AS item_id,
    coalesce(tile.initial_fen[i], 0) AS initial_fen,
    coalesce(tile.final_fen[i], 0) AS final_fen,
    coalesce(tile.actual_fen[i], 0) AS actual_fen,
    coalesce(tile.eliminated_initial_fen[i], 0) AS eliminated_initial_fen,
    coalesce(tile.eliminated_final_fen[i], 0) AS eliminated_final_fen,
    coalesce(tile.eliminated_actual_fen[i], 0) AS eliminated_actual_fen
  FROM subject_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  JOIN comparable_unit AS member
    ON member.unit_id = tile.unit[i]
    AND NOT member.is_restated
    AND (
      member.unit_id IN (SELECT changed.unit_id FROM changed)
      OR member.parent_id IN (SELECT changed.unit_id FROM changed)
    )
  JOIN comparable_item AS subject
    ON subject.item_id = tile.item[i]
    AND subject.fund_type = '*'
    AND NOT subject.is_restated
  WHERE tile.fund_type = '*'
    AND tile.tile <= 1
  UNION ALL
  SELECT
    tile.unit[i] AS unit_id,
    tile.item[i] AS item_id,
    coalesce(tile.initial_fen[i], 0) AS initial_fen,
    coalesce(tile.final_fen[i], 0) AS final_fen,
    coalesce(tile.actual_fen[i], 0) AS actual_fen,
    coalesce(tile.eliminated_initial_fen[i], 0) AS eliminated_initial_fen,
    coalesce(tile.eliminated_final_fen[i], 0) AS eliminated_final_fen,
    coalesce(tile.eliminated_actual_fen[i], 0) AS eliminated_actual_fen
  FROM comparable_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  WHERE tile.fund_type = '*'
    AND tile.tile <= 1
), signed AS (
  SELECT
    member.parent_id AS unit_id,
    cell.item_id,
    cell.initial_fen,
    cell.final_fen,
    cell.actual_fen
  FROM cell
  JOIN comparable_unit AS member USING (unit_id)
  WHERE member.parent_id IS NOT NULL
  UNION ALL
  SELECT
    cell.unit_id,
    cell.item_id,
    -cell.initial_fen - cell.eliminated_initial_fen,
    -cell.final_fen - cell.eliminated_final_fen,
    -cell.actual_fen - cell.eliminated_actual_fen
  FROM cell
  WHERE EXISTS (
      SELECT
      FROM comparable_unit AS child
      WHERE child.parent_id = cell.unit_id
    )
)
SELECT
  unit_id,
  item_id,
  sum(initial_fen) AS initial_fen,
  sum(final_fen) AS final_fen,
  sum(actual_fen) AS actual_fen
FROM signed
JOIN comparable_unit AS parent USING (unit_id)
WHERE NOT parent.is_owner
  AND (
    unit_id IN (SELECT changed.unit_id FROM changed)
    OR item_id IN (
      SELECT subject.item_id
      FROM comparable_item AS subject
      WHERE subject.is_restated
        AND subject.fund_type = '*'
    )
  )
GROUP BY unit_id, item_id
HAVING sum(initial_fen) <> 0
  OR sum(final_fen) <> 0
  OR sum(actual_fen) <> 0
ORDER BY unit_id, item_id;
