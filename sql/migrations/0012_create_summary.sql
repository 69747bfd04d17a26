-- 0012 create summary
-- Why:   what analysts read. Every view shows the current publication and nothing else.
--        The second branch of the cell views derives the cells of one fund from those of all
--        funds, which are stored once where there is only one fund. BETWEEN x AND x instead of =
--        keeps the planner from multiplying the selectivities of tile and block; the level stands
--        on the tile, so that 26 categories do not open the same tile 26 times.
-- Locks: none, everything is new.  Undo: restore from backup.
CREATE SCHEMA summary;
COMMENT ON SCHEMA summary IS '汇总结果:当前发布。';

-- Inlined by the planner, so it costs a row no call.
CREATE FUNCTION store.percent(part numeric, whole numeric) RETURNS numeric(12, 4)
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
AS $$
  SELECT CASE WHEN whole > 0 THEN round(100 * part / whole, 4) END
$$;
COMMENT ON FUNCTION store.percent(numeric, numeric) IS
  '百分比,四位小数,四舍五入;基数为空或不大于零时为空。';

CREATE VIEW store.subject_cell AS
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
  coalesce(tile.flags[i], 0::smallint) AS flags
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
  coalesce(tile.flags[i], 0::smallint) AS flags
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
COMMENT ON VIEW store.subject_cell IS '当前发布的功能科目单元,一行一个,金额为分。';
COMMENT ON COLUMN store.subject_cell.publication_id IS '发布编号。';
COMMENT ON COLUMN store.subject_cell.fiscal_year IS '年度。';
COMMENT ON COLUMN store.subject_cell.volume_id IS '分册编号。';
COMMENT ON COLUMN store.subject_cell.unit_id IS '单位编号。';
COMMENT ON COLUMN store.subject_cell.unit_code IS '单位代码。';
COMMENT ON COLUMN store.subject_cell.item_id IS '编号。';
COMMENT ON COLUMN store.subject_cell.code IS '代码。';
COMMENT ON COLUMN store.subject_cell.fund_type IS '资金性质;“*”为全部。';
COMMENT ON COLUMN store.subject_cell.initial_fen IS '年初预算数,单位:分。';
COMMENT ON COLUMN store.subject_cell.final_fen IS '全年预算数,单位:分。';
COMMENT ON COLUMN store.subject_cell.actual_fen IS '决算数,单位:分。';
COMMENT ON COLUMN store.subject_cell.prior_fen IS '上年决算数,单位:分。';
COMMENT ON COLUMN store.subject_cell.unit_count IS '单位数。';
COMMENT ON COLUMN store.subject_cell.level IS '级次:7、5、3、0。';
COMMENT ON COLUMN store.subject_cell.basic_fen IS '基本支出决算数,单位:分。';
COMMENT ON COLUMN store.subject_cell.project_fen IS '项目支出决算数,单位:分;标志含 8 时为决算数减基本支出。';
COMMENT ON COLUMN store.subject_cell.direct_initial_fen IS '直接列于本科目的年初预算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.subject_cell.direct_final_fen IS '直接列于本科目的全年预算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.subject_cell.direct_actual_fen IS '直接列于本科目的决算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.subject_cell.execution_actual_fen IS '同时有预算者的决算数,单位:分;空则等于决算数。';
COMMENT ON COLUMN store.subject_cell.execution_budget_fen IS '同时有决算者的预算数,单位:分;空则等于预算数。';
COMMENT ON COLUMN store.subject_cell.line_count IS '行数。';
COMMENT ON COLUMN store.subject_cell.flags IS '标志,见 store.subject_tile。';

CREATE VIEW store.side_cell AS
SELECT
  placed.publication_id,
  tile.fiscal_year,
  tile.volume_id,
  tile.axis,
  unit.unit_id,
  unit.unit_code,
  item.item_id,
  item.code,
  tile.fund_type,
  tile.initial_fen[i] AS initial_fen,
  tile.final_fen[i] AS final_fen,
  tile.actual_fen[i] AS actual_fen,
  tile.prior_fen[i] AS prior_fen,
  coalesce(tile.unit_count[i], 1) AS unit_count
FROM control.publication_year AS placed
JOIN store.side_tile AS tile
  ON tile.fiscal_year = placed.fiscal_year
  AND tile.volume_id = placed.volume_id
CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
JOIN store.unit
  ON unit.unit_id = tile.unit[i]
  AND tile.block BETWEEN unit.block AND unit.block
JOIN store.item ON item.item_id = tile.item[i]
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  )
UNION ALL
SELECT
  placed.publication_id,
  tile.fiscal_year,
  tile.volume_id,
  tile.axis,
  unit.unit_id,
  unit.unit_code,
  item.item_id,
  item.code,
  fund.fund_type,
  tile.initial_fen[i] AS initial_fen,
  tile.final_fen[i] AS final_fen,
  tile.actual_fen[i] AS actual_fen,
  tile.prior_fen[i] AS prior_fen,
  coalesce(tile.unit_count[i], 1) AS unit_count
FROM control.publication_year AS placed
JOIN store.side_tile AS tile
  ON tile.fiscal_year = placed.fiscal_year
  AND tile.volume_id = placed.volume_id
JOIN store.fund ON fund.fund_type <> '*'
CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
JOIN store.unit
  ON unit.unit_id = tile.unit[i]
  AND tile.block BETWEEN unit.block AND unit.block
JOIN store.item ON item.item_id = tile.item[i]
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  )
  AND tile.fund_type = '*'
  AND tile.sole_fund[i] = fund.fund_code;
COMMENT ON VIEW store.side_cell IS '当前发布的其他分类单元,一行一个,金额为分。';
COMMENT ON COLUMN store.side_cell.publication_id IS '发布编号。';
COMMENT ON COLUMN store.side_cell.fiscal_year IS '年度。';
COMMENT ON COLUMN store.side_cell.volume_id IS '分册编号。';
COMMENT ON COLUMN store.side_cell.unit_id IS '单位编号。';
COMMENT ON COLUMN store.side_cell.unit_code IS '单位代码。';
COMMENT ON COLUMN store.side_cell.item_id IS '编号。';
COMMENT ON COLUMN store.side_cell.code IS '代码。';
COMMENT ON COLUMN store.side_cell.fund_type IS '资金性质;“*”为全部。';
COMMENT ON COLUMN store.side_cell.initial_fen IS '年初预算数,单位:分。';
COMMENT ON COLUMN store.side_cell.final_fen IS '全年预算数,单位:分。';
COMMENT ON COLUMN store.side_cell.actual_fen IS '决算数,单位:分。';
COMMENT ON COLUMN store.side_cell.prior_fen IS '上年决算数,单位:分。';
COMMENT ON COLUMN store.side_cell.unit_count IS '单位数。';
COMMENT ON COLUMN store.side_cell.axis IS '分类。';

CREATE VIEW summary.subject_year AS
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
  0.00::numeric(20, 2) AS eliminated_initial,
  0.00::numeric(20, 2) AS eliminated_final,
  0.00::numeric(20, 2) AS eliminated_actual,
  cell.flags & 1 = 0 AS initial_complete,
  cell.flags & 2 = 0 AS final_complete,
  store.percent(
    coalesce(cell.execution_actual_fen, cell.actual_fen), cell.actual_fen
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
COMMENT ON VIEW summary.subject_year IS '按功能科目、单位、年度、资金性质汇总(当前发布)。';
COMMENT ON COLUMN summary.subject_year.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.subject_year.published_at IS '发布时间。';
COMMENT ON COLUMN summary.subject_year.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.subject_year.unit_code IS '单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.subject_year.subject_code IS '科目代码:项、款、类,“?”为无法识别,“*”为合计。';
COMMENT ON COLUMN summary.subject_year.fund_type IS '资金性质:一种,unstated 为未填,“*”为全部。';
COMMENT ON COLUMN summary.subject_year.unit_name IS '单位名称。';
COMMENT ON COLUMN summary.subject_year.subject_name IS '科目名称。';
COMMENT ON COLUMN summary.subject_year.subject_level IS '级次:项 7、款 5、类 3(含“?”)、合计 0。';
COMMENT ON COLUMN summary.subject_year.initial_budget IS '年初预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.subject_year.final_budget IS '全年预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.subject_year.actual IS '决算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.subject_year.basic_actual IS '其中基本支出决算数,单位:元。';
COMMENT ON COLUMN summary.subject_year.project_actual IS '其中项目支出决算数,单位:元。';
COMMENT ON COLUMN summary.subject_year.direct_initial_budget IS '直接列于本科目的年初预算数,单位:元。';
COMMENT ON COLUMN summary.subject_year.direct_final_budget IS '直接列于本科目的全年预算数,单位:元。';
COMMENT ON COLUMN summary.subject_year.direct_actual IS '直接列于本科目的决算数,单位:元。';
COMMENT ON COLUMN summary.subject_year.eliminated_initial IS '在本级抵销的年初预算数,单位:元。';
COMMENT ON COLUMN summary.subject_year.eliminated_final IS '在本级抵销的全年预算数,单位:元。';
COMMENT ON COLUMN summary.subject_year.eliminated_actual IS '在本级抵销的决算数,单位:元。';
COMMENT ON COLUMN summary.subject_year.initial_complete IS '凡有决算数者是否都有年初预算数。';
COMMENT ON COLUMN summary.subject_year.final_complete IS '凡有决算数者是否都有全年预算数。';
COMMENT ON COLUMN summary.subject_year.execution_coverage_percent IS '有预算者的决算数占决算数的比重,单位:%。';
COMMENT ON COLUMN summary.subject_year.unit_count IS '计入的单位数。';
COMMENT ON COLUMN summary.subject_year.line_count IS '计入的行数。';
COMMENT ON COLUMN summary.subject_year.prior_actual IS '上年决算数,单位:元;上年未报则为空。';
COMMENT ON COLUMN summary.subject_year.change IS '比上年增减额,单位:元。';
COMMENT ON COLUMN summary.subject_year.change_percent IS '比上年增减,单位:%。';
COMMENT ON COLUMN summary.subject_year.share_percent IS '占同单位、同年度、同资金决算数的比重,单位:%。';
COMMENT ON COLUMN summary.subject_year.execution_percent IS '预算执行率,单位:%。';

CREATE VIEW summary.economic_year AS
SELECT
  cell.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  cell.fiscal_year,
  cell.unit_code,
  cell.code,
  cell.fund_type,
  (cell.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
  (cell.final_fen * 0.01)::numeric(20, 2) AS final_budget,
  (cell.actual_fen * 0.01)::numeric(20, 2) AS actual,
  cell.unit_count,
  (cell.prior_fen * 0.01)::numeric(20, 2) AS prior_actual,
  ((cell.actual_fen - cell.prior_fen) * 0.01)::numeric(20, 2) AS change,
  store.percent(cell.actual_fen - cell.prior_fen, cell.prior_fen) AS change_percent
FROM store.side_cell AS cell
WHERE cell.axis = 'economic';
COMMENT ON VIEW summary.economic_year IS '按经济分类、单位、年度、资金性质汇总(当前发布)。';
COMMENT ON COLUMN summary.economic_year.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.economic_year.published_at IS '发布时间。';
COMMENT ON COLUMN summary.economic_year.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.economic_year.unit_code IS '单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.economic_year.code IS '经济分类代码,“*”为合计。';
COMMENT ON COLUMN summary.economic_year.fund_type IS '资金性质:一种,unstated 为未填,“*”为全部。';
COMMENT ON COLUMN summary.economic_year.initial_budget IS '年初预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.economic_year.final_budget IS '全年预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.economic_year.actual IS '决算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.economic_year.unit_count IS '计入的单位数。';
COMMENT ON COLUMN summary.economic_year.prior_actual IS '上年决算数,单位:元;上年未报则为空。';
COMMENT ON COLUMN summary.economic_year.change IS '比上年增减额,单位:元。';
COMMENT ON COLUMN summary.economic_year.change_percent IS '比上年增减,单位:%。';

CREATE VIEW summary.income_year AS
SELECT
  cell.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  cell.fiscal_year,
  cell.unit_code,
  cell.code AS income_kind,
  cell.fund_type,
  (cell.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
  (cell.final_fen * 0.01)::numeric(20, 2) AS final_budget,
  (cell.actual_fen * 0.01)::numeric(20, 2) AS actual,
  cell.unit_count,
  (cell.prior_fen * 0.01)::numeric(20, 2) AS prior_actual,
  ((cell.actual_fen - cell.prior_fen) * 0.01)::numeric(20, 2) AS change,
  store.percent(cell.actual_fen - cell.prior_fen, cell.prior_fen) AS change_percent
FROM store.side_cell AS cell
WHERE cell.axis = 'income';
COMMENT ON VIEW summary.income_year IS '按收入来源、单位、年度、资金性质汇总(当前发布)。';
COMMENT ON COLUMN summary.income_year.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.income_year.published_at IS '发布时间。';
COMMENT ON COLUMN summary.income_year.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.income_year.unit_code IS '单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.income_year.income_kind IS '收入来源,“*”为合计。';
COMMENT ON COLUMN summary.income_year.fund_type IS '资金性质:一种,unstated 为未填,“*”为全部。';
COMMENT ON COLUMN summary.income_year.initial_budget IS '年初预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.income_year.final_budget IS '全年预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.income_year.actual IS '决算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.income_year.unit_count IS '计入的单位数。';
COMMENT ON COLUMN summary.income_year.prior_actual IS '上年决算数,单位:元;上年未报则为空。';
COMMENT ON COLUMN summary.income_year.change IS '比上年增减额,单位:元。';
COMMENT ON COLUMN summary.income_year.change_percent IS '比上年增减,单位:%。';

CREATE VIEW summary.project_year AS
SELECT
  cell.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  cell.fiscal_year,
  cell.unit_code,
  cell.code AS project_code,
  cell.fund_type,
  (cell.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
  (cell.final_fen * 0.01)::numeric(20, 2) AS final_budget,
  (cell.actual_fen * 0.01)::numeric(20, 2) AS actual,
  cell.unit_count,
  (cell.prior_fen * 0.01)::numeric(20, 2) AS prior_actual,
  ((cell.actual_fen - cell.prior_fen) * 0.01)::numeric(20, 2) AS change,
  store.percent(cell.actual_fen - cell.prior_fen, cell.prior_fen) AS change_percent
FROM store.side_cell AS cell
WHERE cell.axis = 'project';
COMMENT ON VIEW summary.project_year IS '按项目、单位、年度、资金性质汇总(当前发布)。';
COMMENT ON COLUMN summary.project_year.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.project_year.published_at IS '发布时间。';
COMMENT ON COLUMN summary.project_year.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.project_year.unit_code IS '单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.project_year.project_code IS '项目代码,无代码者为名称,“*”为合计。';
COMMENT ON COLUMN summary.project_year.fund_type IS '资金性质:一种,unstated 为未填,“*”为全部。';
COMMENT ON COLUMN summary.project_year.initial_budget IS '年初预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.project_year.final_budget IS '全年预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.project_year.actual IS '决算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.project_year.unit_count IS '计入的单位数。';
COMMENT ON COLUMN summary.project_year.prior_actual IS '上年决算数,单位:元;上年未报则为空。';
COMMENT ON COLUMN summary.project_year.change IS '比上年增减额,单位:元。';
COMMENT ON COLUMN summary.project_year.change_percent IS '比上年增减,单位:%。';

CREATE VIEW summary.figure_year AS
SELECT
  cell.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  cell.fiscal_year,
  cell.unit_code,
  cell.code AS figure,
  (cell.actual_fen * 0.01)::numeric(20, 2) AS value,
  cell.unit_count,
  (cell.prior_fen * 0.01)::numeric(20, 2) AS prior_value,
  ((cell.actual_fen - cell.prior_fen) * 0.01)::numeric(20, 2) AS change,
  store.percent(cell.actual_fen - cell.prior_fen, cell.prior_fen) AS change_percent
FROM store.side_cell AS cell
WHERE cell.axis = 'figure'
  AND cell.fund_type = '*'
  AND cell.code <> '*';
COMMENT ON VIEW summary.figure_year IS '可加的文字数按单位、年度汇总(当前发布)。';
COMMENT ON COLUMN summary.figure_year.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.figure_year.published_at IS '发布时间。';
COMMENT ON COLUMN summary.figure_year.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.figure_year.unit_code IS '单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.figure_year.figure IS '数字名称。';
COMMENT ON COLUMN summary.figure_year.value IS '合计数:金额为元,计数为个。';
COMMENT ON COLUMN summary.figure_year.unit_count IS '计入的单位数。';
COMMENT ON COLUMN summary.figure_year.prior_value IS '上年数;上年未报则为空。';
COMMENT ON COLUMN summary.figure_year.change IS '比上年增减。';
COMMENT ON COLUMN summary.figure_year.change_percent IS '比上年增减,单位:%。';

CREATE VIEW summary.unit_type_year AS
SELECT
  placed.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  cell.fiscal_year,
  cell.unit_type,
  item.code AS subject_code,
  cell.fund_type,
  (cell.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
  (cell.final_fen * 0.01)::numeric(20, 2) AS final_budget,
  (cell.actual_fen * 0.01)::numeric(20, 2) AS actual,
  cell.unit_count
FROM control.publication_year AS placed
JOIN store.unit_type_cell AS cell
  ON cell.fiscal_year = placed.fiscal_year
  AND cell.volume_id = placed.volume_id
JOIN store.item USING (item_id)
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  );
COMMENT ON VIEW summary.unit_type_year IS '按单位类型、功能科目、年度、资金性质汇总(当前发布)。';
COMMENT ON COLUMN summary.unit_type_year.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.unit_type_year.published_at IS '发布时间。';
COMMENT ON COLUMN summary.unit_type_year.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.unit_type_year.unit_type IS '单位类型;未登记为“?”。';
COMMENT ON COLUMN summary.unit_type_year.subject_code IS '科目代码。';
COMMENT ON COLUMN summary.unit_type_year.fund_type IS '资金性质。';
COMMENT ON COLUMN summary.unit_type_year.initial_budget IS '年初预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.unit_type_year.final_budget IS '全年预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.unit_type_year.actual IS '决算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.unit_type_year.unit_count IS '计入的单位数。';

CREATE VIEW summary.coverage AS
SELECT
  placed.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  coverage.fiscal_year,
  coverage.unit_code,
  coverage.kind,
  coverage.state,
  coverage.submission_id,
  coverage.reason
FROM control.publication_year AS placed
JOIN store.coverage
  ON coverage.fiscal_year = placed.fiscal_year
  AND coverage.volume_id = placed.volume_id
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  );
COMMENT ON VIEW summary.coverage IS '报送情况(当前发布)。';
COMMENT ON COLUMN summary.coverage.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.coverage.published_at IS '发布时间。';
COMMENT ON COLUMN summary.coverage.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.coverage.unit_code IS '单位代码。';
COMMENT ON COLUMN summary.coverage.kind IS '类型:final_account 决算,self_evaluation 绩效自评,budget 预算。';
COMMENT ON COLUMN summary.coverage.state IS
  '状态:effective 有效,missing 未报,late 逾期,returned 已退回,draft 草稿,exempt 免报,excluded 未计入。';
COMMENT ON COLUMN summary.coverage.submission_id IS '报送编号。';
COMMENT ON COLUMN summary.coverage.reason IS '说明。';

CREATE VIEW summary.anomaly AS
SELECT
  placed.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  identity.anomaly_id,
  anomaly.rule_code,
  anomaly.severity,
  anomaly.fiscal_year,
  anomaly.unit_code,
  anomaly.subject_code,
  anomaly.figure,
  anomaly.section,
  anomaly.line_no,
  anomaly.submission_id,
  anomaly.title,
  anomaly.message,
  anomaly.stated,
  anomaly.expected_low,
  anomaly.expected_high,
  anomaly.difference,
  anomaly.cause,
  anomaly.suggestion,
  CASE
    WHEN identity.first_publication_id = placed.publication_id THEN 'new'
    ELSE 'open'
  END AS status,
  identity.first_published_at,
  anomaly.evidence
FROM control.publication_year AS placed
JOIN store.anomaly
  ON anomaly.fiscal_year = placed.fiscal_year
  AND anomaly.volume_id = placed.volume_id
JOIN control.anomaly_identity AS identity
  ON identity.rule_code = anomaly.rule_code
  AND identity.place = anomaly.place
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  );
COMMENT ON VIEW summary.anomaly IS '异常清单(当前发布)。';
COMMENT ON COLUMN summary.anomaly.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.anomaly.published_at IS '发布时间。';
COMMENT ON COLUMN summary.anomaly.anomaly_id IS '异常编号,跨运行不变。';
COMMENT ON COLUMN summary.anomaly.rule_code IS '规则代码。';
COMMENT ON COLUMN summary.anomaly.severity IS '程度:error 错误,review 需核实,undetermined 无法判定,info 提示。';
COMMENT ON COLUMN summary.anomaly.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.anomaly.unit_code IS '单位代码。';
COMMENT ON COLUMN summary.anomaly.subject_code IS '科目代码。';
COMMENT ON COLUMN summary.anomaly.figure IS '数字名称。';
COMMENT ON COLUMN summary.anomaly.section IS '部分。';
COMMENT ON COLUMN summary.anomaly.line_no IS '行号。';
COMMENT ON COLUMN summary.anomaly.submission_id IS '报送编号。';
COMMENT ON COLUMN summary.anomaly.title IS '规则名称。';
COMMENT ON COLUMN summary.anomaly.message IS '说明。';
COMMENT ON COLUMN summary.anomaly.stated IS '印出的数:金额为元,百分比与计数为原数。';
COMMENT ON COLUMN summary.anomaly.expected_low IS '推算下限。';
COMMENT ON COLUMN summary.anomaly.expected_high IS '推算上限。';
COMMENT ON COLUMN summary.anomaly.difference IS '印出的数减最近的界限。';
COMMENT ON COLUMN summary.anomaly.cause IS '可能的原因;空表示未找到。';
COMMENT ON COLUMN summary.anomaly.suggestion IS '建议。';
COMMENT ON COLUMN summary.anomaly.status IS '状态:new 新出现,open 未处理。';
COMMENT ON COLUMN summary.anomaly.first_published_at IS '首次发布时间。';
COMMENT ON COLUMN summary.anomaly.evidence IS '所据各数:名称、印出的数、上下限、行号。';

CREATE VIEW summary.publication AS
SELECT
  publication.publication_id,
  publication.published_at,
  publication.run_id,
  publication.fiscal_years,
  publication.digest,
  publication.cell_count,
  publication.coverage_count,
  publication.anomaly_count,
  publication.line_count,
  publication.submission_count,
  (publication.total_initial_fen * 0.01)::numeric(20, 2) AS total_initial_budget,
  (publication.total_final_fen * 0.01)::numeric(20, 2) AS total_final_budget,
  (publication.total_actual_fen * 0.01)::numeric(20, 2) AS total_actual
FROM control.publication
JOIN control.current_publication USING (publication_id);
COMMENT ON VIEW summary.publication IS '当前发布,一行。';
COMMENT ON COLUMN summary.publication.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.publication.published_at IS '发布时间。';
COMMENT ON COLUMN summary.publication.run_id IS '运行编号。';
COMMENT ON COLUMN summary.publication.fiscal_years IS '包含的年度。';
COMMENT ON COLUMN summary.publication.digest IS '内容摘要。';
COMMENT ON COLUMN summary.publication.cell_count IS '汇总单元数。';
COMMENT ON COLUMN summary.publication.coverage_count IS '报送情况条数。';
COMMENT ON COLUMN summary.publication.anomaly_count IS '异常条数。';
COMMENT ON COLUMN summary.publication.line_count IS '有效报送的行数。';
COMMENT ON COLUMN summary.publication.submission_count IS '有效报送数。';
COMMENT ON COLUMN summary.publication.total_initial_budget IS '各年年初预算合计,单位:元。';
COMMENT ON COLUMN summary.publication.total_final_budget IS '各年全年预算合计,单位:元。';
COMMENT ON COLUMN summary.publication.total_actual IS '各年决算合计,单位:元。';
