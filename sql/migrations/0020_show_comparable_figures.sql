-- 0020 show comparable figures
-- Why:   every cell from where it stands: as reported where nothing changes it, else restated.
--        What is asked of the view reaches the tiles of both, as in 0012.
-- Locks: none, everything is new.  Undo: drop the views.
CREATE VIEW store.restated_cell AS
SELECT
  placed.publication_id,
  tile.fiscal_year,
  tile.volume_id,
  unit.unit_id,
  unit.unit_code,
  item.item_id,
  item.code,
  tile.level,
  tile.fund_type AS fund_type,
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
  coalesce(tile.flags[i], 0::smallint) AS flags
FROM control.publication_year AS placed
JOIN store.comparable_tile AS tile
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
  fund.fund_type AS fund_type,
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
  coalesce(tile.flags[i], 0::smallint) AS flags
FROM control.publication_year AS placed
JOIN store.comparable_tile AS tile
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
COMMENT ON VIEW store.restated_cell IS '当前发布中另存的可比单元,一行一个,金额为分。';
COMMENT ON COLUMN store.restated_cell.publication_id IS '发布编号。';
COMMENT ON COLUMN store.restated_cell.fiscal_year IS '年度。';
COMMENT ON COLUMN store.restated_cell.volume_id IS '分册编号。';
COMMENT ON COLUMN store.restated_cell.unit_id IS '单位编号。';
COMMENT ON COLUMN store.restated_cell.unit_code IS '单位代码。';
COMMENT ON COLUMN store.restated_cell.item_id IS '编号。';
COMMENT ON COLUMN store.restated_cell.code IS '代码。';
COMMENT ON COLUMN store.restated_cell.level IS '级次:7、5、3、0。';
COMMENT ON COLUMN store.restated_cell.fund_type IS '资金性质;“*”为全部。';
COMMENT ON COLUMN store.restated_cell.initial_fen IS '年初预算数,单位:分。';
COMMENT ON COLUMN store.restated_cell.final_fen IS '全年预算数,单位:分。';
COMMENT ON COLUMN store.restated_cell.actual_fen IS '决算数,单位:分。';
COMMENT ON COLUMN store.restated_cell.basic_fen IS '基本支出决算数,单位:分。';
COMMENT ON COLUMN store.restated_cell.project_fen IS '项目支出决算数,单位:分;标志含 8 时为决算数减基本支出。';
COMMENT ON COLUMN store.restated_cell.prior_fen IS '上年可比决算数,单位:分。';
COMMENT ON COLUMN store.restated_cell.direct_initial_fen IS '直接列于本科目的年初预算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.restated_cell.direct_final_fen IS '直接列于本科目的全年预算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.restated_cell.direct_actual_fen IS '直接列于本科目的决算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.restated_cell.execution_actual_fen IS '同时有预算者的决算数,单位:分;空则等于决算数。';
COMMENT ON COLUMN store.restated_cell.execution_budget_fen IS '同时有决算者的预算数,单位:分;空则等于预算数。';
COMMENT ON COLUMN store.restated_cell.flags IS '标志,见 store.subject_tile。';

CREATE VIEW store.comparable_cell AS
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
  member.basis
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
  member.basis
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
COMMENT ON VIEW store.comparable_cell IS '当前发布的可比单元,一行一个,金额为分。';
COMMENT ON COLUMN store.comparable_cell.publication_id IS '发布编号。';
COMMENT ON COLUMN store.comparable_cell.fiscal_year IS '年度。';
COMMENT ON COLUMN store.comparable_cell.volume_id IS '分册编号。';
COMMENT ON COLUMN store.comparable_cell.unit_id IS '单位编号。';
COMMENT ON COLUMN store.comparable_cell.unit_code IS '单位代码。';
COMMENT ON COLUMN store.comparable_cell.item_id IS '编号。';
COMMENT ON COLUMN store.comparable_cell.code IS '代码。';
COMMENT ON COLUMN store.comparable_cell.level IS '级次:7、5、3、0。';
COMMENT ON COLUMN store.comparable_cell.fund_type IS '资金性质;“*”为全部。';
COMMENT ON COLUMN store.comparable_cell.initial_fen IS '年初预算数,单位:分。';
COMMENT ON COLUMN store.comparable_cell.final_fen IS '全年预算数,单位:分。';
COMMENT ON COLUMN store.comparable_cell.actual_fen IS '决算数,单位:分。';
COMMENT ON COLUMN store.comparable_cell.basic_fen IS '基本支出决算数,单位:分。';
COMMENT ON COLUMN store.comparable_cell.project_fen IS '项目支出决算数,单位:分;标志含 8 时为决算数减基本支出。';
COMMENT ON COLUMN store.comparable_cell.prior_fen IS '上年可比决算数,单位:分。';
COMMENT ON COLUMN store.comparable_cell.direct_initial_fen IS '直接列于本科目的年初预算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.comparable_cell.direct_final_fen IS '直接列于本科目的全年预算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.comparable_cell.direct_actual_fen IS '直接列于本科目的决算数,单位:分;标志含 4 时有效。';
COMMENT ON COLUMN store.comparable_cell.execution_actual_fen IS '同时有预算者的决算数,单位:分;空则等于决算数。';
COMMENT ON COLUMN store.comparable_cell.execution_budget_fen IS '同时有决算者的预算数,单位:分;空则等于预算数。';
COMMENT ON COLUMN store.comparable_cell.flags IS '标志,见 store.subject_tile。';
COMMENT ON COLUMN store.comparable_cell.unit_name IS '最新年度的单位名称。';
COMMENT ON COLUMN store.comparable_cell.subject_name IS '最新年度的科目名称。';
COMMENT ON COLUMN store.comparable_cell.comparability IS '可比性:0 精确,1 估计,2 中断。';
COMMENT ON COLUMN store.comparable_cell.family IS '所属族。';
COMMENT ON COLUMN store.comparable_cell.total_fen IS '可比决算总数,单位:分;空表示同报告口径。';
COMMENT ON COLUMN store.comparable_cell.base_year IS '换算到哪一年度。';
COMMENT ON COLUMN store.comparable_cell.basis IS '换算依据的摘要。';

-- One value for all rows of a query: joining it would make the planner walk the cells once for each
-- year.
CREATE VIEW store.current_basis AS
SELECT member.basis
FROM control.current_publication
JOIN control.publication_year AS placed USING (publication_id)
JOIN store.comparable_unit AS member
  ON member.fiscal_year = placed.fiscal_year
  AND member.volume_id = placed.volume_id
WHERE member.unit_id = (
    SELECT unit_id
    FROM store.unit
    WHERE unit_code = '*'
  )
ORDER BY placed.volume_id DESC
LIMIT 1;
COMMENT ON VIEW store.current_basis IS '当前发布中最近写入的年度的换算依据。';
COMMENT ON COLUMN store.current_basis.basis IS '换算依据的摘要。';

CREATE VIEW summary.comparable_subject_year AS
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
  0.00::numeric(20, 2) AS eliminated_initial,
  0.00::numeric(20, 2) AS eliminated_final,
  0.00::numeric(20, 2) AS eliminated_actual,
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
  ) AS is_current
FROM store.comparable_cell AS cell
LEFT JOIN store.unit_total
  ON unit_total.fiscal_year = cell.fiscal_year
  AND unit_total.volume_id = cell.volume_id
  AND unit_total.unit_id = cell.unit_id
  AND unit_total.fund_type = cell.fund_type;
COMMENT ON VIEW summary.comparable_subject_year IS
  '各年度换算到最新年度科目和单位的功能科目汇总(当前发布)。';
COMMENT ON COLUMN summary.comparable_subject_year.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.comparable_subject_year.published_at IS '发布时间。';
COMMENT ON COLUMN summary.comparable_subject_year.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.comparable_subject_year.unit_code IS '最新年度的单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.comparable_subject_year.subject_code IS '最新年度的科目代码;无法换算的为原代码。';
COMMENT ON COLUMN summary.comparable_subject_year.fund_type IS '资金性质:一种,unstated 为未填,“*”为全部。';
COMMENT ON COLUMN summary.comparable_subject_year.unit_name IS '最新年度的单位名称。';
COMMENT ON COLUMN summary.comparable_subject_year.subject_name IS '最新年度的科目名称。';
COMMENT ON COLUMN summary.comparable_subject_year.subject_level IS '级次:项 7、款 5、类 3(含“?”)、合计 0。';
COMMENT ON COLUMN summary.comparable_subject_year.initial_budget IS '可比年初预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.comparable_subject_year.final_budget IS '可比全年预算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.comparable_subject_year.actual IS '可比决算数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.comparable_subject_year.basic_actual IS '其中基本支出决算数,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.project_actual IS '其中项目支出决算数,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.direct_initial_budget IS '直接列于本科目的年初预算数,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.direct_final_budget IS '直接列于本科目的全年预算数,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.direct_actual IS '直接列于本科目的决算数,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.eliminated_initial IS '在本级抵销的年初预算数,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.eliminated_final IS '在本级抵销的全年预算数,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.eliminated_actual IS '在本级抵销的决算数,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.prior_actual IS '上年可比决算数,单位:元;上年未报则为空。';
COMMENT ON COLUMN summary.comparable_subject_year.change IS '比上年增减额,单位:元。';
COMMENT ON COLUMN summary.comparable_subject_year.change_percent IS '比上年增减,单位:%。';
COMMENT ON COLUMN summary.comparable_subject_year.share_percent IS '占同单位、同年度、同资金可比决算数的比重,单位:%。';
COMMENT ON COLUMN summary.comparable_subject_year.execution_percent IS '预算执行率,单位:%。';
COMMENT ON COLUMN summary.comparable_subject_year.comparability IS
  '可比性:exact 精确,estimated 按份额估计,broken 无法换算。';
COMMENT ON COLUMN summary.comparable_subject_year.family IS
  '所属族:同级次同族各科目之和(含直接列于其上级科目的数)各年可比,以最小代码为名。';
COMMENT ON COLUMN summary.comparable_subject_year.base_year IS '换算到哪一年度的科目和单位。';
COMMENT ON COLUMN summary.comparable_subject_year.is_current IS '换算依据是否最新;否则须全部年度运行后更新。';

CREATE VIEW summary.perimeter_change AS
SELECT
  placed.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  stored.fiscal_year,
  stored.unit_code,
  stored.unit_name,
  stored.change,
  stored.other_unit,
  (stored.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
  (stored.final_fen * 0.01)::numeric(20, 2) AS final_budget,
  (stored.actual_fen * 0.01)::numeric(20, 2) AS actual
FROM control.publication_year AS placed
JOIN store.perimeter_change AS stored
  ON stored.fiscal_year = placed.fiscal_year
  AND stored.volume_id = placed.volume_id
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  );
COMMENT ON VIEW summary.perimeter_change IS
  '可比范围的变动:该年度金额现列于其他单位的、不再列入的和新增的单位(当前发布)。';
COMMENT ON COLUMN summary.perimeter_change.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.perimeter_change.published_at IS '发布时间。';
COMMENT ON COLUMN summary.perimeter_change.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.perimeter_change.unit_code IS '单位代码。';
COMMENT ON COLUMN summary.perimeter_change.unit_name IS '该年度的单位名称。';
COMMENT ON COLUMN summary.perimeter_change.change IS
  '变动:entered 新增,left 退出可比范围,merge 合并,split 分立,rename 更名,transfer 划转。';
COMMENT ON COLUMN summary.perimeter_change.other_unit IS '现列于哪个单位;空表示没有。';
COMMENT ON COLUMN summary.perimeter_change.initial_budget IS '所涉年初预算数,单位:元。';
COMMENT ON COLUMN summary.perimeter_change.final_budget IS '所涉全年预算数,单位:元。';
COMMENT ON COLUMN summary.perimeter_change.actual IS '所涉决算数,单位:元。';
