-- 0031 list changes
-- Why:   an auditor asks what changed since the figures published in March, and what for. Two
--        volumes of one year are set beside each other, tile by tile: a tile whose image is in the
--        other volume holds the same cells, and only the others are opened. The change of every
--        unit gets the cause that its submissions show, and goes up both trees; so the causes of a
--        cell add up to its change. The changes that a run lists of earlier years
--        (`control.past_change`) come from the same function.
--        A restated figure changes by its sources, by the shares of the crosswalk or by who holds
--        the money now. Both volumes name the shares they used, so whichever of the three stayed
--        the same has changed nothing; where two changed a figure that was restated before and
--        after, nobody can say by how much each, and that is called `restatement`.
-- Locks: ACCESS EXCLUSIVE on control.past_change for a moment, and a scan of its rows.
-- Undo:  restore from backup.
ALTER TABLE control.past_change DROP CONSTRAINT cause_is_known;
ALTER TABLE control.past_change ADD CONSTRAINT cause_is_known CHECK (
  cause IN (
    'late_unit', 'new_submission', 'revised_submission', 'withdrawn', 'crosswalk', 'unit_tree',
    'elimination', 'rule', 'unknown', 'restatement'
  )
);
COMMENT ON COLUMN summary.past_change.cause IS
  '原因:late_unit 单位补报,new_submission 增报另一种报送,revised_submission 改报,withdrawn 撤回或不再计入,'
  'crosswalk 科目对照表变动,unit_tree 单位目录或沿革变动,elimination 内部往来抵销变动,'
  'rule 报送未变而规则、设置、代码表或程序变动,restatement 换算变动而无法再分,unknown 升级前未记依据。';
COMMENT ON COLUMN summary.past_change.series IS
  '口径:reported 报告口径,comparable 可比口径;升级前的发布,可比口径仅列与报告口径变动不同者。';

CREATE FUNCTION store.volume_sources(old_volume bigint, new_volume bigint) RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog
RETURN (
  SELECT
    string_agg(
      format(
        '%I AS NOT MATERIALIZED (%s)', side.name || '_' || table_name,
        store.volume_rows(table_name, array_remove(ARRAY[side.volume], NULL))),
      ', ')
  FROM (VALUES ('old', old_volume), ('new', new_volume)) AS side (name, volume)
  CROSS JOIN unnest(
    ARRAY[
      'subject_tile', 'comparable_tile', 'comparable_item', 'comparable_unit', 'unit_name',
      'item_name', 'coverage', 'code_route', 'unit_route'
    ]
  ) AS table_name
);
COMMENT ON FUNCTION store.volume_sources(bigint, bigint) IS
  '新旧两个分册各表的命名查询(old_ 与 new_ 加表名);分册为空则各表为空。';

-- Rows of a tile's cells; what a single fund makes up stands for that fund, too.
CREATE FUNCTION store.changed_tiles() RETURNS text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog
RETURN (
  WITH image AS (
    SELECT string_agg(format('%%1$s.%s', name), ', ') AS columns
    FROM unnest(
      ARRAY[
        'unit', 'item', 'initial_fen', 'final_fen', 'actual_fen', 'eliminated_initial_fen',
        'eliminated_final_fen', 'eliminated_actual_fen', 'sole_fund'
      ]
    ) AS name
  )
  SELECT
    string_agg(
      format(
        'SELECT %1$L::text AS kind, %4$L::boolean AS is_new, here.fund_type, %5$s '
        'FROM %2$s_%1$s_tile AS here '
        'LEFT JOIN %3$s_%1$s_tile AS there '
        'ON there.tile = here.tile AND there.block = here.block '
        'AND there.fund_type = here.fund_type '
        'AND (NOT $3 OR there.tile <= 1 AND there.fund_type = ''*'') '
        'AND ROW(%6$s)::record *= ROW(%5$s)::record '
        'WHERE (NOT $3 OR here.tile <= 1 AND here.fund_type = ''*'') '
        'AND ($2 OR %1$L = ''subject''::text) '
        'AND (there.tile IS NULL OR here.block IN (SELECT block FROM whole_block) '
        'OR here.tile IN (SELECT tile FROM whole_tile))',
        kind, side.name, side.other, side.name = 'new',
        format(image.columns, 'here'), format(image.columns, 'there')),
      ' UNION ALL ')
  FROM image
  CROSS JOIN (VALUES ('subject'), ('comparable')) AS kind (kind)
  CROSS JOIN (VALUES ('old', 'new'), ('new', 'old')) AS side (name, other)
);
COMMENT ON FUNCTION store.changed_tiles() IS '两个分册中彼此不同或须全部比对的片的查询语句。';

CREATE FUNCTION store.volume_changes(
  old_volume bigint, new_volume bigint, wanted_series text DEFAULT NULL,
  is_coarse boolean DEFAULT false
) RETURNS TABLE (
  series text,
  unit_id integer,
  item_id integer,
  fund_type text,
  measure text,
  cause text,
  before_fen bigint,
  after_fen bigint,
  difference_fen numeric
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog
SET enable_nestloop = off
SET work_mem = '64MB'
SET jit = off
AS $$
DECLARE
  -- A year that only one of the two publications shows came or went as a whole.
  only_cause CONSTANT text := CASE
    WHEN new_volume IS NULL THEN 'withdrawn'
    WHEN old_volume IS NULL THEN 'new_submission'
  END;
  sources CONSTANT text := store.volume_sources(old_volume, new_volume);
  is_restated boolean;
BEGIN
  -- A volume of before comparable figures were published has none to set beside.
  EXECUTE format(
    'WITH %s SELECT ($1 IS NULL OR EXISTS (SELECT FROM old_comparable_unit)) '
    'AND ($2 IS NULL OR EXISTS (SELECT FROM new_comparable_unit))', sources)
  INTO is_restated
  USING old_volume, new_volume;
  RETURN QUERY EXECUTE format($query$
WITH RECURSIVE %s, listed AS (
  SELECT 'reported' AS series, false AS is_new, unit_id, parent_id, is_leaf, false AS is_owner,
    false AS is_restated
  FROM old_unit_name
  UNION ALL
  SELECT 'reported', true, unit_id, parent_id, is_leaf, false, false
  FROM new_unit_name
  UNION ALL
  SELECT 'comparable', false, unit_id, parent_id, NULL, is_owner, is_restated
  FROM old_comparable_unit
  WHERE $2
  UNION ALL
  SELECT 'comparable', true, unit_id, parent_id, NULL, is_owner, is_restated
  FROM new_comparable_unit
  WHERE $2
), place AS MATERIALIZED (
  SELECT
    listed.series,
    listed.is_new,
    listed.unit_id,
    CASE WHEN unit.unit_code <> '*' THEN coalesce(listed.parent_id, district.unit_id) END
      AS parent_id,
    coalesce(listed.is_leaf, above.parent_id IS NULL AND unit.unit_code <> '*') AS is_leaf,
    listed.is_owner,
    listed.is_restated
  FROM listed
  JOIN store.unit USING (unit_id)
  JOIN store.unit AS district
    ON district.unit_code = '*'
  LEFT JOIN (
    SELECT DISTINCT series, is_new, parent_id
    FROM listed
  ) AS above
    ON above.series = listed.series
    AND above.is_new = listed.is_new
    AND above.parent_id = listed.unit_id
), standing AS MATERIALIZED (
  SELECT
    series,
    unit_id,
    bool_or(NOT is_new) AS was_there,
    bool_or(is_new) AS is_there,
    max(parent_id) FILTER (WHERE NOT is_new) AS old_parent,
    max(parent_id) FILTER (WHERE is_new) AS new_parent,
    bool_or(NOT is_new AND is_leaf) AS was_leaf,
    bool_or(is_new AND is_leaf) AS is_leaf,
    bool_or(NOT is_new AND is_owner) AS was_owner,
    bool_or(is_new AND is_owner) AS is_owner,
    bool_or(NOT is_new AND is_restated) AS was_restated,
    bool_or(is_new AND is_restated) AS is_restated
  FROM place
  GROUP BY series, unit_id
), moved AS (
  SELECT series, unit_id
  FROM standing
  WHERE was_there <> is_there
    OR old_parent IS DISTINCT FROM new_parent
  UNION
  SELECT place.series, place.unit_id
  FROM moved
  JOIN place
    ON place.series = moved.series
    AND place.parent_id = moved.unit_id
), parted AS MATERIALIZED (
  -- What a unit holds beside its children is what they leave of it.
  SELECT series, unit_id
  FROM standing
  WHERE was_owner <> is_owner
  UNION
  SELECT owner.series, owner.unit_id
  FROM moved
  JOIN standing USING (series, unit_id)
  CROSS JOIN LATERAL (
    VALUES (standing.unit_id), (standing.old_parent), (standing.new_parent)
  ) AS near (unit_id)
  JOIN standing AS owner
    ON owner.series = moved.series
    AND owner.unit_id = near.unit_id
  WHERE owner.was_owner
    OR owner.is_owner
), whole_unit AS MATERIALIZED (
  -- All of its cells matter, whether they changed or not.
  SELECT series, unit_id
  FROM moved
  UNION
  SELECT series, unit_id
  FROM standing
  WHERE was_leaf <> is_leaf
    OR was_restated <> is_restated
  UNION
  SELECT series, unit_id
  FROM parted
  UNION
  SELECT place.series, place.unit_id
  FROM parted
  JOIN place
    ON place.series = parted.series
    AND place.parent_id = parted.unit_id
), whole_block AS MATERIALIZED (
  SELECT DISTINCT unit.block
  FROM whole_unit
  JOIN store.unit USING (unit_id)
), code AS MATERIALIZED (
  SELECT
    item_id,
    coalesce(bool_or(old.is_restated), false) AS was_restated,
    coalesce(bool_or(new.is_restated), false) AS is_restated
  FROM old_comparable_item AS old
  FULL JOIN new_comparable_item AS new USING (item_id, fund_type)
  GROUP BY item_id
), whole_tile AS MATERIALIZED (
  SELECT DISTINCT item.tile
  FROM code
  JOIN store.item USING (item_id)
  WHERE code.was_restated <> code.is_restated
), tile AS (
  %s
), stored AS (
  SELECT tile.kind, tile.is_new, tile.fund_type, cell.*
  FROM tile
  CROSS JOIN LATERAL unnest(
    tile.unit, tile.item, tile.initial_fen, tile.final_fen, tile.actual_fen,
    tile.eliminated_initial_fen, tile.eliminated_final_fen, tile.eliminated_actual_fen,
    tile.sole_fund
  ) AS cell (
    unit_id, item_id, initial_fen, final_fen, actual_fen, eliminated_initial_fen,
    eliminated_final_fen, eliminated_actual_fen, sole_fund
  )
), cell AS MATERIALIZED (
  SELECT kind, is_new, fund_type, unit_id, item_id, initial_fen, final_fen, actual_fen,
    eliminated_initial_fen, eliminated_final_fen, eliminated_actual_fen
  FROM stored
  UNION ALL
  SELECT stored.kind, stored.is_new, fund.fund_type, stored.unit_id, stored.item_id,
    stored.initial_fen, stored.final_fen, stored.actual_fen, stored.eliminated_initial_fen,
    stored.eliminated_final_fen, stored.eliminated_actual_fen
  FROM stored
  JOIN store.fund
    ON fund.fund_code = stored.sole_fund
    AND fund.fund_type <> '*'
  WHERE stored.fund_type = '*'
    AND NOT $3
), shown AS (
  SELECT 'reported' AS series, cell.*
  FROM cell
  WHERE kind = 'subject'
  UNION ALL
  SELECT 'comparable', cell.*
  FROM cell
  JOIN place
    ON place.series = 'comparable'
    AND place.is_new = cell.is_new
    AND place.unit_id = cell.unit_id
  JOIN (
    SELECT false AS is_new, item_id, fund_type, is_restated
    FROM old_comparable_item
    UNION ALL
    SELECT true, item_id, fund_type, is_restated
    FROM new_comparable_item
  ) AS subject
    ON subject.is_new = cell.is_new
    AND subject.item_id = cell.item_id
    AND subject.fund_type = cell.fund_type
  WHERE $2
    AND (
      cell.kind = 'comparable'
      OR NOT place.is_restated
        AND NOT subject.is_restated
    )
), pair AS (
  SELECT
    series,
    unit_id,
    item_id,
    fund_type,
    measure.name AS measure,
    measure.before_fen,
    measure.after_fen,
    coalesce(measure.before_fen, 0) AS before,
    coalesce(measure.after_fen, 0) AS after,
    coalesce(measure.eliminated_before, 0) AS eliminated_before,
    coalesce(measure.eliminated_after, 0) AS eliminated_after
  FROM (
    SELECT *
    FROM shown
    WHERE NOT is_new
  ) AS old
  FULL JOIN (
    SELECT *
    FROM shown
    WHERE is_new
  ) AS new USING (series, unit_id, item_id, fund_type)
  CROSS JOIN LATERAL (
    VALUES
      (
        'initial_budget', old.initial_fen, new.initial_fen, old.eliminated_initial_fen,
        new.eliminated_initial_fen
      ),
      (
        'final_budget', old.final_fen, new.final_fen, old.eliminated_final_fen,
        new.eliminated_final_fen
      ),
      (
        'actual', old.actual_fen, new.actual_fen, old.eliminated_actual_fen,
        new.eliminated_actual_fen
      )
  ) AS measure (name, before_fen, after_fen, eliminated_before, eliminated_after)
), amount AS MATERIALIZED (
  SELECT pair.*
  FROM pair
  LEFT JOIN whole_unit USING (series, unit_id)
  WHERE pair.before <> pair.after
    OR pair.eliminated_before <> pair.eliminated_after
    OR whole_unit.unit_id IS NOT NULL
), held AS (
  -- The money that stands at the unit itself, before anything is taken out of it there: restated,
  -- what one unit paid another may have become what it pays itself.
  SELECT
    amount.series,
    amount.unit_id,
    amount.item_id,
    amount.fund_type,
    amount.measure,
    CASE WHEN standing.was_leaf OR standing.was_owner
      THEN amount.before + amount.eliminated_before ELSE 0 END AS before,
    CASE WHEN standing.is_leaf OR standing.is_owner
      THEN amount.after + amount.eliminated_after ELSE 0 END AS after
  FROM amount
  JOIN standing USING (series, unit_id)
  WHERE standing.was_leaf
    OR standing.is_leaf
    OR standing.was_owner
    OR standing.is_owner
  UNION ALL
  SELECT amount.series, owner.unit_id, amount.item_id, amount.fund_type, amount.measure,
    -amount.before, 0
  FROM amount
  JOIN standing USING (series, unit_id)
  JOIN standing AS owner
    ON owner.series = standing.series
    AND owner.unit_id = standing.old_parent
    AND owner.was_owner
  UNION ALL
  SELECT amount.series, owner.unit_id, amount.item_id, amount.fund_type, amount.measure,
    0, -amount.after
  FROM amount
  JOIN standing USING (series, unit_id)
  JOIN standing AS owner
    ON owner.series = standing.series
    AND owner.unit_id = standing.new_parent
    AND owner.is_owner
), own AS MATERIALIZED (
  SELECT series, unit_id, item_id, fund_type, measure, sum(before) AS before, sum(after) AS after
  FROM held
  WHERE $1 IS NULL
  GROUP BY series, unit_id, item_id, fund_type, measure
  HAVING sum(before) <> 0
    OR sum(after) <> 0
), handed_in AS (
  SELECT
    is_new,
    unit_code,
    array_agg(submission_id ORDER BY submission_id) AS submissions,
    array_agg(content ORDER BY submission_id) AS contents,
    bool_and(content IS NOT NULL) AS is_known
  FROM (
    SELECT false AS is_new, unit_code, state, submission_id, content
    FROM old_coverage
    UNION ALL
    SELECT true, unit_code, state, submission_id, content
    FROM new_coverage
  ) AS coverage
  WHERE state IN ('effective', 'late')
  GROUP BY is_new, unit_code
), cause AS MATERIALIZED (
  SELECT
    standing.unit_id,
    unit.unit_code,
    CASE
      WHEN NOT standing.was_there OR NOT standing.is_there THEN 'unit_tree'
      WHEN NOT standing.was_leaf OR NOT standing.is_leaf THEN 'unit_tree'
      WHEN had.submissions IS NULL AND has.submissions IS NOT NULL THEN 'late_unit'
      WHEN has.submissions IS NULL AND had.submissions IS NOT NULL THEN 'withdrawn'
      WHEN has.submissions = had.submissions AND NOT (had.is_known AND has.is_known)
        THEN 'unknown'
      WHEN has.submissions IS NOT DISTINCT FROM had.submissions
        AND has.contents IS NOT DISTINCT FROM had.contents THEN 'rule'
      WHEN has.submissions = had.submissions THEN 'revised_submission'
      WHEN has.submissions @> had.submissions THEN 'new_submission'
      WHEN had.submissions @> has.submissions THEN 'withdrawn'
      ELSE 'revised_submission'
    END AS cause
  FROM standing
  JOIN store.unit USING (unit_id)
  LEFT JOIN handed_in AS had
    ON had.unit_code = unit.unit_code
    AND NOT had.is_new
  LEFT JOIN handed_in AS has
    ON has.unit_code = unit.unit_code
    AND has.is_new
  WHERE standing.series = 'reported'
), unit_way AS (
  SELECT false AS is_new, from_unit, to_unit, place, numerator, denominator, kind
  FROM old_unit_route
  UNION ALL
  SELECT true, from_unit, to_unit, place, numerator, denominator, kind
  FROM new_unit_route
), turned_unit AS MATERIALIZED (
  -- Whose money goes, or whose comes, by another share than before.
  SELECT unit.unit_id
  FROM (
    SELECT from_unit, to_unit
    FROM unit_way
    GROUP BY from_unit, to_unit, place, numerator, denominator, kind
    HAVING count(*) = 1
  ) AS turned
  CROSS JOIN LATERAL (VALUES (turned.from_unit), (turned.to_unit)) AS side (unit_code)
  JOIN store.unit
    ON unit.unit_code = side.unit_code
  GROUP BY unit.unit_id
), code_way AS (
  SELECT is_new, fund_type, from_code,
    array_agg(to_code ORDER BY place) AS targets,
    array_agg((to_code, numerator, denominator)::text ORDER BY place) AS shares
  FROM (
    SELECT false AS is_new, fund_type, from_code, to_code, place, numerator, denominator
    FROM old_code_route
    UNION ALL
    SELECT true, fund_type, from_code, to_code, place, numerator, denominator
    FROM new_code_route
  ) AS route
  GROUP BY is_new, fund_type, from_code
), turned_code AS MATERIALIZED (
  -- Cells of codes whose money goes another way than before; money on a code that only one of the
  -- volumes knows has come or gone with a submission.
  SELECT DISTINCT named.item_id, reached.fund_type
  FROM old_comparable_item AS old
  JOIN new_comparable_item AS new USING (item_id, fund_type)
  JOIN store.item USING (item_id)
  LEFT JOIN code_way AS went
    ON NOT went.is_new
    AND went.fund_type = old.fund_type
    AND went.from_code = item.code
  LEFT JOIN code_way AS goes
    ON goes.is_new
    AND goes.fund_type = old.fund_type
    AND goes.from_code = item.code
  CROSS JOIN LATERAL unnest(
    coalesce(went.targets, '{}') || coalesce(goes.targets, '{}') || item.code
  ) AS target (code)
  CROSS JOIN LATERAL (
    VALUES (target.code), (left(target.code, 5)), (left(target.code, 3))
  ) AS above (code)
  CROSS JOIN LATERAL (VALUES (old.fund_type), ('*')) AS reached (fund_type)
  JOIN store.item AS named
    ON named.axis = 'functional'
    AND named.code = above.code
  WHERE old.is_booked
    AND new.is_booked
    AND went.shares IS DISTINCT FROM goes.shares
), source AS MATERIALIZED (
  -- Whose money a unit holds when restated, and what changed that money.
  SELECT held_by.unit_id, array_agg(DISTINCT changed.cause) AS causes
  FROM (
    SELECT cause.unit_code, cause.cause
    FROM cause
    JOIN own
      ON own.series = 'reported'
      AND own.unit_id = cause.unit_id
      AND own.before <> own.after
    UNION
    SELECT unit_code, cause
    FROM cause
    WHERE $3
      AND cause NOT IN ('rule', 'unknown')
  ) AS changed
  LEFT JOIN unit_way
    ON unit_way.from_unit = changed.unit_code
  CROSS JOIN LATERAL (VALUES (changed.unit_code), (unit_way.to_unit)) AS holder (unit_code)
  JOIN store.unit AS held_by
    ON held_by.unit_code = holder.unit_code
  GROUP BY held_by.unit_id
), restated AS (
  SELECT
    own.unit_id,
    own.item_id,
    own.fund_type,
    own.measure,
    own.after - own.before AS fen,
    coalesce(reported.after - reported.before, 0) AS reported_fen,
    cause.cause AS own_cause,
    source.causes,
    CASE
      WHEN turned_unit.unit_id IS NOT NULL AND turned_code.item_id IS NOT NULL THEN 'restatement'
      WHEN turned_unit.unit_id IS NOT NULL THEN 'unit_tree'
      WHEN turned_code.item_id IS NOT NULL THEN 'crosswalk'
    END AS way,
    standing.was_restated OR code.was_restated AS was_restated,
    standing.is_restated OR code.is_restated AS is_restated
  FROM own
  JOIN standing USING (series, unit_id)
  JOIN code USING (item_id)
  LEFT JOIN own AS reported
    ON reported.series = 'reported'
    AND reported.unit_id = own.unit_id
    AND reported.item_id = own.item_id
    AND reported.fund_type = own.fund_type
    AND reported.measure = own.measure
  LEFT JOIN cause
    ON cause.unit_id = own.unit_id
  LEFT JOIN source
    ON source.unit_id = own.unit_id
  LEFT JOIN turned_unit
    ON turned_unit.unit_id = own.unit_id
  LEFT JOIN turned_code
    ON turned_code.item_id = own.item_id
    AND turned_code.fund_type = own.fund_type
  WHERE own.series = 'comparable'
), caused AS (
  SELECT own.series, own.unit_id, own.item_id, own.fund_type, own.measure, cause.cause,
    own.after - own.before AS fen
  FROM own
  JOIN cause USING (unit_id)
  WHERE own.series = 'reported'
    AND own.before <> own.after
  UNION ALL
  SELECT 'comparable', restated.unit_id, restated.item_id, restated.fund_type, restated.measure,
    divided.cause, divided.fen
  FROM restated
  CROSS JOIN LATERAL (
    -- What has one cause as a whole; else one of the two figures is as reported, so that what was
    -- reported changes in one step and the restating in another.
    SELECT
      CASE
        WHEN NOT restated.was_restated AND NOT restated.is_restated THEN restated.own_cause
        WHEN restated.way IS NULL AND cardinality(restated.causes) = 1 THEN restated.causes[1]
        WHEN restated.way IS NOT NULL AND restated.causes IS NULL THEN restated.way
        WHEN restated.way IS NULL OR restated.was_restated AND restated.is_restated
          THEN 'restatement'
      END AS whole
  ) AS told
  CROSS JOIN LATERAL (
    VALUES
      (coalesce(told.whole, restated.own_cause), CASE WHEN told.whole IS NULL
        THEN restated.reported_fen ELSE restated.fen END),
      (restated.way, CASE WHEN told.whole IS NULL
        THEN restated.fen - restated.reported_fen ELSE 0 END)
  ) AS divided (cause, fen)
  WHERE divided.fen <> 0
), taken_out AS MATERIALIZED (
  SELECT series, unit_id, item_id, fund_type, measure, eliminated_before, eliminated_after
  FROM amount
  WHERE $1 IS NULL
    AND (eliminated_before <> 0 OR eliminated_after <> 0)
), restates AS MATERIALIZED (
  SELECT
    EXISTS (
      SELECT
      FROM taken_out
      WHERE series = 'reported'
        AND eliminated_before <> eliminated_after
    ) AS changes_reported,
    EXISTS (SELECT FROM turned_unit)
      OR EXISTS (SELECT FROM moved WHERE series = 'comparable') AS moves_units,
    EXISTS (SELECT FROM turned_code) AS moves_codes
), chain AS (
  SELECT place.series, place.is_new, place.unit_id, place.unit_id AS node_id, place.parent_id
  FROM place
  JOIN (
    SELECT series, unit_id
    FROM own
    UNION
    SELECT series, unit_id
    FROM taken_out
  ) AS source USING (series, unit_id)
  UNION ALL
  SELECT chain.series, chain.is_new, chain.unit_id, place.unit_id, place.parent_id
  FROM chain
  JOIN place
    ON place.series = chain.series
    AND place.is_new = chain.is_new
    AND place.unit_id = chain.parent_id
), reach AS MATERIALIZED (
  SELECT
    series,
    unit_id,
    node_id,
    bool_or(NOT is_new) AS was_in,
    bool_or(is_new) AS is_in
  FROM chain
  GROUP BY series, unit_id, node_id
), part AS (
  SELECT caused.series, reach.node_id AS unit_id, caused.item_id, caused.fund_type,
    caused.measure, caused.cause, caused.fen
  FROM caused
  JOIN reach USING (series, unit_id)
  WHERE reach.was_in
    AND reach.is_in
  UNION ALL
  SELECT series, reach.node_id, own.item_id, own.fund_type, own.measure, 'unit_tree',
    CASE WHEN reach.is_in THEN own.after ELSE -own.before END
  FROM own
  JOIN reach USING (series, unit_id)
  WHERE reach.was_in <> reach.is_in
  UNION ALL
  SELECT
    series,
    reach.node_id,
    taken_out.item_id,
    taken_out.fund_type,
    taken_out.measure,
    CASE
      WHEN reach.was_in <> reach.is_in THEN 'unit_tree'
      WHEN series = 'reported' OR restates.changes_reported THEN 'elimination'
      WHEN restates.moves_units AND restates.moves_codes THEN 'restatement'
      WHEN restates.moves_units THEN 'unit_tree'
      WHEN restates.moves_codes THEN 'crosswalk'
      ELSE 'elimination'
    END,
    CASE WHEN reach.was_in THEN taken_out.eliminated_before ELSE 0 END
      - CASE WHEN reach.is_in THEN taken_out.eliminated_after ELSE 0 END
  FROM taken_out
  JOIN reach USING (series, unit_id)
  CROSS JOIN restates
  UNION ALL
  SELECT series, unit_id, item_id, fund_type, measure, $1, after - before
  FROM amount
  WHERE $1 IS NOT NULL
), known AS (
  SELECT series, unit_id, item_id, fund_type, measure, cause, sum(fen) AS fen
  FROM part
  WHERE $4 IS NULL
    OR series = $4
  GROUP BY series, unit_id, item_id, fund_type, measure, cause
  HAVING sum(fen) <> 0
), told AS (
  SELECT
    amount.*,
    known.cause,
    known.fen,
    amount.after - amount.before - coalesce(
      sum(known.fen) OVER (
        PARTITION BY series, unit_id, item_id, fund_type, measure
      ), 0
    ) AS left_over,
    row_number() OVER (PARTITION BY series, unit_id, item_id, fund_type, measure) AS number
  FROM amount
  LEFT JOIN known USING (series, unit_id, item_id, fund_type, measure)
  WHERE amount.before <> amount.after
    AND ($4 IS NULL OR amount.series = $4)
)
SELECT series, unit_id, item_id, fund_type, measure, cause, before_fen, after_fen, fen::numeric
FROM told
WHERE cause IS NOT NULL
UNION ALL
-- Nothing is hidden that no cause explains.
SELECT series, unit_id, item_id, fund_type, measure, 'unknown', before_fen, after_fen,
  left_over::numeric
FROM told
WHERE left_over <> 0
  AND number = 1
  $query$, sources, store.changed_tiles())
  USING only_cause, is_restated AND wanted_series IS DISTINCT FROM 'reported', is_coarse,
    wanted_series;
END
$$;
COMMENT ON FUNCTION store.volume_changes(bigint, bigint, text, boolean) IS
  '同一年度两个分册间每个变动的单元及其原因,单位:分;各原因之和恰为变动数。'
  '一个分册为空即该年度只在一次发布中有。口径为空即两种口径;粗略时只比对全部资金的类和合计。'
  '可比数:来源单位的报送、科目去向、单位去向中只有一项变动的,即归于该项;'
  '变动前或后与报告数相同的,先报送后换算分作两步;其余不能分开的为 restatement。';

CREATE FUNCTION summary.changes(
  "from" bigint, "to" bigint, in_year integer DEFAULT NULL, in_series text DEFAULT NULL
) RETURNS TABLE (
  fiscal_year integer,
  series text,
  unit_code text,
  unit_name text,
  subject_code text,
  subject_name text,
  subject_level smallint,
  fund_type text,
  measure text,
  cause text,
  before numeric(20, 2),
  after numeric(20, 2),
  difference numeric(20, 2)
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_nestloop = off
SET work_mem = '64MB'
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  placed record;
BEGIN
  PERFORM control.expect_kept("from");
  PERFORM control.expect_kept("to");
  IF in_series NOT IN ('reported', 'comparable') THEN
    RAISE EXCEPTION 'there is no series %', in_series
      USING ERRCODE = '22023', CONSTRAINT = 'series_is_known';
  END IF;
  FOR placed IN
    SELECT
      fiscal_year,
      max(volume_id) FILTER (WHERE publication_id = "from") AS old_volume,
      max(volume_id) FILTER (WHERE publication_id = "to") AS new_volume,
      max(cell_digest) FILTER (WHERE publication_id = "from") AS old_digest,
      max(cell_digest) FILTER (WHERE publication_id = "to") AS new_digest
    FROM control.publication_year
    JOIN control.volume USING (fiscal_year, volume_id)
    WHERE publication_id IN ("from", "to")
      AND (in_year IS NULL OR fiscal_year = in_year)
    GROUP BY fiscal_year
    ORDER BY fiscal_year
  LOOP
    CONTINUE WHEN placed.old_digest = placed.new_digest;
    RETURN QUERY EXECUTE format($query$
WITH %s, unit_label AS (
  SELECT
    unit_id,
    coalesce(
      max(new_name.unit_name), max(old_name.unit_name), max(new_place.unit_name),
      max(old_place.unit_name)
    ) AS name
  FROM new_unit_name AS new_name
  FULL JOIN old_unit_name AS old_name USING (unit_id)
  FULL JOIN new_comparable_unit AS new_place USING (unit_id)
  FULL JOIN old_comparable_unit AS old_place USING (unit_id)
  GROUP BY unit_id
), item_label AS (
  SELECT
    item_id,
    fund_type,
    coalesce(
      max(new_name.name), max(old_name.name), max(new_subject.name), max(old_subject.name)
    ) AS name
  FROM new_item_name AS new_name
  FULL JOIN old_item_name AS old_name USING (item_id, fund_type)
  FULL JOIN new_comparable_item AS new_subject USING (item_id, fund_type)
  FULL JOIN old_comparable_item AS old_subject USING (item_id, fund_type)
  GROUP BY item_id, fund_type
)
SELECT
  $1,
  change.series,
  unit.unit_code,
  unit_label.name,
  item.code,
  item_label.name,
  item.level,
  change.fund_type,
  change.measure,
  change.cause,
  (change.before_fen * 0.01)::numeric(20, 2),
  (change.after_fen * 0.01)::numeric(20, 2),
  (change.difference_fen * 0.01)::numeric(20, 2)
FROM store.volume_changes($2, $3, $4) AS change
JOIN store.unit USING (unit_id)
JOIN store.item USING (item_id)
LEFT JOIN unit_label USING (unit_id)
LEFT JOIN item_label USING (item_id, fund_type)
    $query$, store.volume_sources(placed.old_volume, placed.new_volume))
    USING placed.fiscal_year, placed.old_volume, placed.new_volume, in_series;
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION summary.changes(bigint, bigint, integer, text) FROM PUBLIC;
COMMENT ON FUNCTION summary.changes(bigint, bigint, integer, text) IS
  '两次发布之间每个变动了的数及其原因,一个原因一行,同一数各原因之和恰为改动后减改动前;'
  '参数:从哪次发布,到哪次发布(均须仍在保留之列,先后不限),年度(空为全部),口径(空为两种)。'
  '列:fiscal_year 年度,series 口径(reported 报告口径,comparable 可比口径),unit_code、unit_name 单位(“*”为全区),'
  'subject_code、subject_name、subject_level 科目(项 7、款 5、类 3、合计 0),fund_type 资金性质(“*”为全部),'
  'measure 指标(initial_budget 年初预算,final_budget 全年预算,actual 决算),cause 原因,'
  'before 改动前、after 改动后(空为无人填报)、difference 由该原因引起的变动,单位:元。空与零之间不算变动。'
  '原因:late_unit 单位补报,new_submission 增报另一种报送或该年度首次发布,revised_submission 改报,'
  'withdrawn 撤回、不再计入或该年度不再发布,crosswalk 科目对照表变动,unit_tree 单位目录或沿革变动,'
  'elimination 内部往来抵销变动,rule 报送未变而规则、设置、代码表或程序变动,'
  'restatement 换算变动,与其他变动同时发生而无法再分(仅可比口径),unknown 升级前未记依据。';
