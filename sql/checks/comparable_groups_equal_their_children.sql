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
), groups AS MATERIALIZED (
  SELECT
    unit_id,
    CASE WHEN unit_id IN (SELECT changed.unit_id FROM changed) THEN unit_id END AS changed_id
  FROM comparable_unit
  WHERE NOT is_owner
    AND unit_id IN (SELECT child.parent_id FROM comparable_unit AS child)
), member AS MATERIALIZED (
  -- Which sums a unit's cells belong to: its own, and that of the group above it.
  SELECT
    unit.unit_id,
    number.block,
    unit.is_restated,
    own.unit_id AS own_id,
    own.changed_id AS changed_own_id,
    above.unit_id AS above_id,
    above.changed_id AS changed_above_id
  FROM comparable_unit AS unit
  JOIN store.unit AS number USING (unit_id)
  LEFT JOIN groups AS own ON own.unit_id = unit.unit_id
  LEFT JOIN groups AS above ON above.unit_id = unit.parent_id
  WHERE own.unit_id IS NOT NULL
    OR above.unit_id IS NOT NULL
), reported AS (
  SELECT
    unnest(unit) AS unit_id,
    unnest(item) AS item_id,
    unnest(initial_fen) AS initial_fen,
    unnest(final_fen) AS final_fen,
    unnest(actual_fen) AS actual_fen,
    unnest(eliminated_initial_fen) AS eliminated_initial_fen,
    unnest(eliminated_final_fen) AS eliminated_final_fen,
    unnest(eliminated_actual_fen) AS eliminated_actual_fen
  FROM subject_tile
  WHERE fund_type = '*'
    AND tile <= 1
    AND block IN (
      SELECT member.block
      FROM member
      WHERE NOT member.is_restated
        AND (member.changed_own_id IS NOT NULL OR member.changed_above_id IS NOT NULL)
    )
), restated AS (
  SELECT
    unnest(unit) AS unit_id,
    unnest(item) AS item_id,
    unnest(initial_fen) AS initial_fen,
    unnest(final_fen) AS final_fen,
    unnest(actual_fen) AS actual_fen,
    unnest(eliminated_initial_fen) AS eliminated_initial_fen,
    unnest(eliminated_final_fen) AS eliminated_final_fen,
    unnest(eliminated_actual_fen) AS eliminated_actual_fen
  FROM comparable_tile
  WHERE fund_type = '*'
    AND tile <= 1
), cell AS MATERIALIZED (
  SELECT
    member.changed_own_id AS own_id,
    member.changed_above_id AS above_id,
    reported.*
  FROM reported
  JOIN member
    ON member.unit_id = reported.unit_id
    AND NOT member.is_restated
    AND (member.changed_own_id IS NOT NULL OR member.changed_above_id IS NOT NULL)
  JOIN comparable_item AS subject
    ON subject.item_id = reported.item_id
    AND subject.fund_type = '*'
    AND NOT subject.is_restated
  UNION ALL
  SELECT
    CASE WHEN subject.is_restated THEN member.own_id ELSE member.changed_own_id END,
    CASE WHEN subject.is_restated THEN member.above_id ELSE member.changed_above_id END,
    restated.*
  FROM restated
  JOIN member USING (unit_id)
  LEFT JOIN comparable_item AS subject
    ON subject.item_id = restated.item_id
    AND subject.fund_type = '*'
), signed AS (
  SELECT
    above_id AS unit_id,
    item_id,
    coalesce(initial_fen, 0) AS initial_fen,
    coalesce(final_fen, 0) AS final_fen,
    coalesce(actual_fen, 0) AS actual_fen
  FROM cell
  WHERE above_id IS NOT NULL
  UNION ALL
  SELECT
    own_id,
    item_id,
    -coalesce(initial_fen, 0) - coalesce(eliminated_initial_fen, 0),
    -coalesce(final_fen, 0) - coalesce(eliminated_final_fen, 0),
    -coalesce(actual_fen, 0) - coalesce(eliminated_actual_fen, 0)
  FROM cell
  WHERE own_id IS NOT NULL
)
SELECT
  unit_id,
  item_id,
  sum(initial_fen) AS initial_fen,
  sum(final_fen) AS final_fen,
  sum(actual_fen) AS actual_fen
FROM signed
GROUP BY unit_id, item_id
HAVING sum(initial_fen) <> 0
  OR sum(final_fen) <> 0
  OR sum(actual_fen) <> 0
ORDER BY unit_id, item_id;
