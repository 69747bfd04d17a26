-- 0027 mend comparisons
-- Why:   budgets and actuals that units pay each other are seldom both taken out of a sum, so how
--        much of a budget is spent, and of how much of the actuals that is known, is of what units
--        booked: the actual before anything was taken out stands beside the tile's others, null
--        where nothing was. A restated figure stands beside one of the year before that may compare
--        worse than it does, so how well that one compares stands beside it, too. A volume that is
--        there already gets the columns, since it can be attached again.
-- Locks: ACCESS EXCLUSIVE on the tiles for a moment; columns without a value rewrite nothing.
-- Undo:  restore from backup.
ALTER TABLE store.subject_tile ADD COLUMN booked_actual_fen bigint[];
ALTER TABLE store.comparable_tile ADD COLUMN booked_actual_fen bigint[];
ALTER TABLE store.comparable_item ADD COLUMN prior_comparability smallint;
ALTER TABLE store.comparable_unit ADD COLUMN prior_comparability smallint;
COMMENT ON COLUMN store.subject_tile.booked_actual_fen IS
  '抵销前的决算数;空则等于决算数。';
COMMENT ON COLUMN store.comparable_tile.booked_actual_fen IS
  '抵销前的决算数;空则等于决算数。';
COMMENT ON COLUMN store.comparable_item.prior_comparability IS
  '上年可比性:0 精确,1 估计,2 中断;空表示没有上年,或发布时尚未记录。';
COMMENT ON COLUMN store.comparable_unit.prior_comparability IS
  '上年可比性:0 精确,1 估计,2 中断;空表示没有上年,或发布时尚未记录。';
COMMENT ON COLUMN store.subject_tile.execution_actual_fen IS
  '同时有预算者的决算数,抵销前;数组为空即等于决算数。';
COMMENT ON COLUMN store.subject_tile.execution_budget_fen IS
  '同时有决算者的预算数,抵销前;数组为空即等于全年(无则年初)预算数。';

-- A detached volume has no part in the columns that its parent gets.
DO $$
DECLARE
  added  record;
  volume name;
BEGIN
  FOR added IN
    SELECT *
    FROM (
      VALUES ('subject_tile', 'booked_actual_fen', 'bigint[]', '抵销前的决算数,见 store。'),
        ('comparable_tile', 'booked_actual_fen', 'bigint[]', '抵销前的决算数,见 store。'),
        ('comparable_item', 'prior_comparability', 'smallint', '上年可比性,见 store。'),
        ('comparable_unit', 'prior_comparability', 'smallint', '上年可比性,见 store。')
    ) AS listed (table_name, column_name, type, comment)
  LOOP
    FOR volume IN
      SELECT nspname
      FROM pg_namespace
      JOIN pg_class
        ON relnamespace = pg_namespace.oid
        AND relname = added.table_name
      WHERE nspname ~ '^volume_[0-9]+$'
      ORDER BY nspname
    LOOP
      IF NOT EXISTS (
        SELECT
        FROM pg_attribute
        WHERE attrelid = format('%I.%I', volume, added.table_name)::regclass
          AND attname = added.column_name
      ) THEN
        EXECUTE format(
          'ALTER TABLE %I.%I ADD COLUMN %I %s',
          volume, added.table_name, added.column_name, added.type);
      END IF;
      EXECUTE format(
        'COMMENT ON COLUMN %I.%I.%I IS %L',
        volume, added.table_name, added.column_name, added.comment);
    END LOOP;
  END LOOP;
END
$$;

CREATE OR REPLACE VIEW store.subject_cell AS
SELECT
  placed.publication_id,
  tile.fiscal_year,
  tile.volume_id,
  unit.unit_id,
  unit.unit_code,
  item.item_id,
  item.code,
  tile.level,
  tile.fund_type,
  tile.initial_fen[i] AS initial_fen,
  tile.final_fen[i] AS final_fen,
  tile.actual_fen[i] AS actual_fen,
  tile.basic_fen[i] AS basic_fen,
  tile.project_fen[i] AS project_fen,
  tile.prior_fen[i] AS prior_fen,
  tile.direct_initial_fen[i] AS direct_initial_fen,
  tile.direct_final_fen[i] AS direct_final_fen,
  tile.direct_actual_fen[i] AS direct_actual_fen,
  tile.execution_actual_fen[i] AS execution_actual_fen,
  tile.execution_budget_fen[i] AS execution_budget_fen,
  tile.line_count[i] AS line_count,
  coalesce(tile.unit_count[i], 1) AS unit_count,
  coalesce(tile.flags[i], 0::smallint) AS flags,
  tile.eliminated_initial_fen[i] AS eliminated_initial_fen,
  tile.eliminated_final_fen[i] AS eliminated_final_fen,
  tile.eliminated_actual_fen[i] AS eliminated_actual_fen,
  tile.booked_actual_fen[i] AS booked_actual_fen
FROM control.publication_year AS placed
JOIN store.subject_tile AS tile
  ON tile.fiscal_year = placed.fiscal_year
  AND tile.volume_id = placed.volume_id
CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
JOIN store.unit
  ON unit.unit_id = tile.unit[i]
  AND tile.block BETWEEN unit.block AND unit.block
JOIN store.item
  ON item.item_id = tile.item[i]
  AND tile.tile BETWEEN item.tile AND item.tile
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  )
UNION ALL
SELECT
  placed.publication_id,
  tile.fiscal_year,
  tile.volume_id,
  unit.unit_id,
  unit.unit_code,
  item.item_id,
  item.code,
  tile.level,
  fund.fund_type,
  tile.initial_fen[i] AS initial_fen,
  tile.final_fen[i] AS final_fen,
  tile.actual_fen[i] AS actual_fen,
  tile.basic_fen[i] AS basic_fen,
  tile.project_fen[i] AS project_fen,
  tile.prior_fen[i] AS prior_fen,
  tile.direct_initial_fen[i] AS direct_initial_fen,
  tile.direct_final_fen[i] AS direct_final_fen,
  tile.direct_actual_fen[i] AS direct_actual_fen,
  tile.execution_actual_fen[i] AS execution_actual_fen,
  tile.execution_budget_fen[i] AS execution_budget_fen,
  tile.line_count[i] AS line_count,
  coalesce(tile.unit_count[i], 1) AS unit_count,
  coalesce(tile.flags[i], 0::smallint) AS flags,
  tile.eliminated_initial_fen[i] AS eliminated_initial_fen,
  tile.eliminated_final_fen[i] AS eliminated_final_fen,
  tile.eliminated_actual_fen[i] AS eliminated_actual_fen,
  tile.booked_actual_fen[i] AS booked_actual_fen
FROM control.publication_year AS placed
JOIN store.subject_tile AS tile
  ON tile.fiscal_year = placed.fiscal_year
  AND tile.volume_id = placed.volume_id
JOIN store.fund ON fund.fund_type <> '*'
CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
JOIN store.unit
  ON unit.unit_id = tile.unit[i]
  AND tile.block BETWEEN unit.block AND unit.block
JOIN store.item
  ON item.item_id = tile.item[i]
  AND tile.tile BETWEEN item.tile AND item.tile
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  )
  AND tile.fund_type = '*'
  AND tile.sole_fund[i] = fund.fund_code;
COMMENT ON COLUMN store.subject_cell.booked_actual_fen IS '抵销前的决算数,单位:分;空则等于决算数。';
COMMENT ON COLUMN store.subject_cell.execution_actual_fen IS
  '同时有预算者的决算数,抵销前,单位:分;空则等于决算数。';
COMMENT ON COLUMN store.subject_cell.execution_budget_fen IS
  '同时有决算者的预算数,抵销前,单位:分;空则等于预算数。';

CREATE OR REPLACE VIEW summary.subject_year AS
SELECT
  cell.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  cell.fiscal_year,
  cell.unit_code,
  cell.code AS subject_code,
  cell.fund_type,
  unit_name.unit_name,
  item_name.name AS subject_name,
  cell.level AS subject_level,
  (cell.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
  (cell.final_fen * 0.01)::numeric(20, 2) AS final_budget,
  (cell.actual_fen * 0.01)::numeric(20, 2) AS actual,
  (cell.basic_fen * 0.01)::numeric(20, 2) AS basic_actual,
  (
    CASE
      WHEN cell.flags & 8 = 8 THEN cell.actual_fen - coalesce(cell.basic_fen, 0)
      ELSE cell.project_fen
    END * 0.01
  )::numeric(20, 2) AS project_actual,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_initial_fen
      WHEN cell.level = 7 THEN cell.initial_fen
    END * 0.01
  )::numeric(20, 2) AS direct_initial_budget,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_final_fen
      WHEN cell.level = 7 THEN cell.final_fen
    END * 0.01
  )::numeric(20, 2) AS direct_final_budget,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_actual_fen
      WHEN cell.level = 7 THEN cell.actual_fen
    END * 0.01
  )::numeric(20, 2) AS direct_actual,
  (coalesce(cell.eliminated_initial_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_initial,
  (coalesce(cell.eliminated_final_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_final,
  (coalesce(cell.eliminated_actual_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_actual,
  cell.flags & 1 = 0 AS initial_complete,
  cell.flags & 2 = 0 AS final_complete,
  store.percent(
    coalesce(cell.execution_actual_fen, cell.actual_fen),
    coalesce(cell.booked_actual_fen, cell.actual_fen)
  ) AS execution_coverage_percent,
  cell.unit_count,
  cell.line_count,
  (cell.prior_fen * 0.01)::numeric(20, 2) AS prior_actual,
  ((cell.actual_fen - cell.prior_fen) * 0.01)::numeric(20, 2) AS change,
  store.percent(cell.actual_fen - cell.prior_fen, cell.prior_fen) AS change_percent,
  store.percent(cell.actual_fen, unit_total.actual_fen) AS share_percent,
  store.percent(
    coalesce(cell.execution_actual_fen, cell.actual_fen),
    coalesce(cell.execution_budget_fen, cell.final_fen, cell.initial_fen)
  ) AS execution_percent
FROM store.subject_cell AS cell
LEFT JOIN store.unit_name
  ON unit_name.fiscal_year = cell.fiscal_year
  AND unit_name.volume_id = cell.volume_id
  AND unit_name.unit_id = cell.unit_id
LEFT JOIN store.item_name
  ON item_name.fiscal_year = cell.fiscal_year
  AND item_name.volume_id = cell.volume_id
  AND item_name.item_id = cell.item_id
  AND item_name.fund_type = cell.fund_type
LEFT JOIN store.unit_total
  ON unit_total.fiscal_year = cell.fiscal_year
  AND unit_total.volume_id = cell.volume_id
  AND unit_total.unit_id = cell.unit_id
  AND unit_total.fund_type = cell.fund_type;
COMMENT ON COLUMN summary.subject_year.execution_percent IS
  '预算执行率,单位:%:同时填报预算和决算的单位和科目,决算数合计占预算数合计的比重,均为抵销前。';
COMMENT ON COLUMN summary.subject_year.execution_coverage_percent IS
  '同时填报预算和决算者的决算数占全部决算数的比重,均为抵销前,单位:%。';

CREATE OR REPLACE VIEW store.comparable_cell AS
SELECT
  cell.publication_id,
  cell.fiscal_year,
  cell.volume_id,
  cell.unit_id,
  cell.unit_code,
  cell.item_id,
  cell.code,
  cell.level,
  cell.fund_type,
  cell.initial_fen,
  cell.final_fen,
  cell.actual_fen,
  cell.basic_fen,
  cell.project_fen,
  cell.prior_fen,
  cell.direct_initial_fen,
  cell.direct_final_fen,
  cell.direct_actual_fen,
  cell.execution_actual_fen,
  cell.execution_budget_fen,
  cell.flags,
  member.unit_name,
  subject.name AS subject_name,
  greatest(subject.comparability, member.comparability) AS comparability,
  subject.family,
  member.total_fen[fund.fund_code + 1] AS total_fen,
  member.base_year,
  member.basis,
  cell.eliminated_initial_fen,
  cell.eliminated_final_fen,
  cell.eliminated_actual_fen,
  greatest(subject.prior_comparability, member.prior_comparability) AS prior_comparability
FROM store.subject_cell AS cell
JOIN store.comparable_unit AS member
  ON member.fiscal_year = cell.fiscal_year
  AND member.volume_id = cell.volume_id
  AND member.unit_id = cell.unit_id
JOIN store.comparable_item AS subject
  ON subject.fiscal_year = cell.fiscal_year
  AND subject.volume_id = cell.volume_id
  AND subject.item_id = cell.item_id
  AND subject.fund_type = cell.fund_type
JOIN store.fund ON fund.fund_type = cell.fund_type
WHERE NOT member.is_restated
  AND NOT subject.is_restated
UNION ALL
SELECT
  cell.publication_id,
  cell.fiscal_year,
  cell.volume_id,
  cell.unit_id,
  cell.unit_code,
  cell.item_id,
  cell.code,
  cell.level,
  cell.fund_type,
  cell.initial_fen,
  cell.final_fen,
  cell.actual_fen,
  cell.basic_fen,
  cell.project_fen,
  cell.prior_fen,
  cell.direct_initial_fen,
  cell.direct_final_fen,
  cell.direct_actual_fen,
  cell.execution_actual_fen,
  cell.execution_budget_fen,
  cell.flags,
  member.unit_name,
  subject.name AS subject_name,
  greatest(subject.comparability, member.comparability) AS comparability,
  subject.family,
  member.total_fen[fund.fund_code + 1] AS total_fen,
  member.base_year,
  member.basis,
  cell.eliminated_initial_fen,
  cell.eliminated_final_fen,
  cell.eliminated_actual_fen,
  greatest(subject.prior_comparability, member.prior_comparability) AS prior_comparability
FROM store.restated_cell AS cell
JOIN store.comparable_unit AS member
  ON member.fiscal_year = cell.fiscal_year
  AND member.volume_id = cell.volume_id
  AND member.unit_id = cell.unit_id
JOIN store.comparable_item AS subject
  ON subject.fiscal_year = cell.fiscal_year
  AND subject.volume_id = cell.volume_id
  AND subject.item_id = cell.item_id
  AND subject.fund_type = cell.fund_type
JOIN store.fund ON fund.fund_type = cell.fund_type;
COMMENT ON COLUMN store.comparable_cell.prior_comparability IS
  '上年可比性:0 精确,1 估计,2 中断;空表示没有上年,或发布时尚未记录。';
COMMENT ON COLUMN store.comparable_cell.execution_actual_fen IS
  '同时有预算者的决算数,抵销前,单位:分;空则等于决算数。';
COMMENT ON COLUMN store.comparable_cell.execution_budget_fen IS
  '同时有决算者的预算数,抵销前,单位:分;空则等于预算数。';

CREATE OR REPLACE VIEW summary.comparable_subject_year AS
SELECT
  cell.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  cell.fiscal_year,
  cell.unit_code,
  cell.code AS subject_code,
  cell.fund_type,
  cell.unit_name,
  cell.subject_name,
  cell.level AS subject_level,
  (cell.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
  (cell.final_fen * 0.01)::numeric(20, 2) AS final_budget,
  (cell.actual_fen * 0.01)::numeric(20, 2) AS actual,
  (cell.basic_fen * 0.01)::numeric(20, 2) AS basic_actual,
  (
    CASE
      WHEN cell.flags & 8 = 8 THEN cell.actual_fen - coalesce(cell.basic_fen, 0)
      ELSE cell.project_fen
    END * 0.01
  )::numeric(20, 2) AS project_actual,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_initial_fen
      WHEN cell.level = 7 THEN cell.initial_fen
    END * 0.01
  )::numeric(20, 2) AS direct_initial_budget,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_final_fen
      WHEN cell.level = 7 THEN cell.final_fen
    END * 0.01
  )::numeric(20, 2) AS direct_final_budget,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_actual_fen
      WHEN cell.level = 7 THEN cell.actual_fen
    END * 0.01
  )::numeric(20, 2) AS direct_actual,
  (coalesce(cell.eliminated_initial_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_initial,
  (coalesce(cell.eliminated_final_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_final,
  (coalesce(cell.eliminated_actual_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_actual,
  (cell.prior_fen * 0.01)::numeric(20, 2) AS prior_actual,
  ((cell.actual_fen - cell.prior_fen) * 0.01)::numeric(20, 2) AS change,
  store.percent(cell.actual_fen - cell.prior_fen, cell.prior_fen) AS change_percent,
  store.percent(cell.actual_fen, coalesce(cell.total_fen, unit_total.actual_fen))
    AS share_percent,
  store.percent(
    coalesce(cell.execution_actual_fen, cell.actual_fen),
    coalesce(cell.execution_budget_fen, cell.final_fen, cell.initial_fen)
  ) AS execution_percent,
  (ARRAY['exact', 'estimated', 'broken'])[1 + cell.comparability] AS comparability,
  cell.family,
  cell.base_year,
  cell.basis = (
    SELECT basis
    FROM store.current_basis
  ) AS is_current,
  CASE
    WHEN cell.prior_fen IS NOT NULL
      THEN (ARRAY['exact', 'estimated', 'broken'])[1 + cell.prior_comparability]
  END AS prior_comparability
FROM store.comparable_cell AS cell
LEFT JOIN store.unit_total
  ON unit_total.fiscal_year = cell.fiscal_year
  AND unit_total.volume_id = cell.volume_id
  AND unit_total.unit_id = cell.unit_id
  AND unit_total.fund_type = cell.fund_type;
COMMENT ON COLUMN summary.comparable_subject_year.execution_percent IS
  '预算执行率,单位:%:同时填报预算和决算的单位和科目,决算数合计占预算数合计的比重,均为抵销前。';
COMMENT ON COLUMN summary.comparable_subject_year.comparability IS
  '本年度金额的可比性:exact 精确,estimated 按份额估计,broken 无法换算;上年的见 prior_comparability。';
COMMENT ON COLUMN summary.comparable_subject_year.prior_comparability IS
  '上年可比决算数的可比性(增减以两者为准):exact 精确,estimated 按份额估计,broken 无法换算;'
  '空表示没有上年,或发布时尚未记录。';

-- A unit that only stands under another group now is named for both.
COMMENT ON COLUMN store.perimeter_change.change IS
  '变动:entered 新增,left 退出,merge 合并,split 分立,rename 更名,transfer 划转,'
  'entered_group 调入部门,left_group 调出部门。';
COMMENT ON COLUMN store.perimeter_change.other_unit IS
  '现列于哪个单位,或调入、调出的是哪个部门;空表示没有。';
COMMENT ON VIEW summary.perimeter_change IS
  '可比范围的变动:该年度金额现列于其他单位或部门的、不再列入的和新增的单位(当前发布)。';
COMMENT ON COLUMN summary.perimeter_change.change IS
  '变动:entered 新增,left 退出可比范围,merge 合并,split 分立,rename 更名,transfer 划转;'
  '单位未变而隶属改变的:entered_group 调入部门,left_group 调出部门。';
COMMENT ON COLUMN summary.perimeter_change.other_unit IS
  '现列于哪个单位,或调入、调出的是哪个部门(按最新年度);空表示没有。';
