-- 0010 create store
-- Why:   the published cells. Plain rows cost three and a half times the reading of all lines to
--        write; tiles of parallel arrays cost half of it, and every question analysts ask opens
--        few tiles. A volume (one year made by one run) has a schema of its own, `volume_<id>`,
--        whose tables become partitions here: it appears and goes as a whole, and a full disk
--        leaves no dead pages in a table that others share.
-- Locks: none, everything is new.  Undo: restore from backup.
CREATE SCHEMA store;
COMMENT ON SCHEMA store IS '内部存储:汇总结果的分册。请查询 summary,不要直接查询此处。';

-- Units and codes keep their numbers for ever, so that one number filters every year's tiles.
CREATE TABLE store.unit (
  unit_id   integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  unit_code text    NOT NULL,
  block     integer NOT NULL,
  CONSTRAINT unit_has_one_number PRIMARY KEY (unit_id),
  CONSTRAINT unit_is_numbered_once UNIQUE (unit_code)
);
CREATE INDEX unit_by_block ON store.unit (block);
COMMENT ON TABLE store.unit IS '单位编号;“*”为全区。';
COMMENT ON COLUMN store.unit.unit_id IS '单位编号。';
COMMENT ON COLUMN store.unit.unit_code IS '单位代码。';
COMMENT ON COLUMN store.unit.block IS '所在块:相邻单位存放在同一块。';

CREATE TABLE store.item (
  item_id integer  NOT NULL GENERATED ALWAYS AS IDENTITY,
  axis    text     NOT NULL,
  code    text     NOT NULL,
  level   smallint NOT NULL,
  tile    integer  NOT NULL,
  CONSTRAINT item_has_one_number PRIMARY KEY (item_id),
  CONSTRAINT item_is_numbered_once UNIQUE (axis, code),
  CONSTRAINT axis_is_known CHECK (axis IN ('functional', 'economic', 'project', 'income', 'figure'))
);
CREATE INDEX item_by_tile ON store.item (tile);
COMMENT ON TABLE store.item IS '科目、项目、收入来源、数字的编号。';
COMMENT ON COLUMN store.item.item_id IS '编号。';
COMMENT ON COLUMN store.item.axis IS
  '分类:functional 功能,economic 经济,project 项目,income 收入,figure 数字。';
COMMENT ON COLUMN store.item.code IS '代码;“*”为合计,“?”为无法识别。';
COMMENT ON COLUMN store.item.level IS '级次:类 3、款 5、项 7,合计 0。';
COMMENT ON COLUMN store.item.tile IS '所在片:0 合计,1 类,2 至 5 款,三位数为该类之项。';

-- Partitioned, because only then does the planner leave out the derived branch of a view when all
-- funds together are asked for.
CREATE TABLE store.fund (
  fund_code smallint NOT NULL,
  fund_type text     NOT NULL
) PARTITION BY LIST (fund_type);
CREATE TABLE store.fund_all PARTITION OF store.fund FOR VALUES IN ('*');
CREATE TABLE store.fund_one PARTITION OF store.fund DEFAULT;
CREATE UNIQUE INDEX fund_all_is_named_once ON store.fund_all (fund_type);
CREATE UNIQUE INDEX fund_one_is_named_once ON store.fund_one (fund_type);
INSERT INTO store.fund (fund_code, fund_type)
VALUES (0, 'unstated'), (1, 'general'), (2, 'fund'), (3, 'capital'), (4, 'other'), (5, '*');
COMMENT ON TABLE store.fund IS '资金性质编号。';
COMMENT ON COLUMN store.fund.fund_code IS '编号。';
COMMENT ON COLUMN store.fund.fund_type IS '资金性质;“*”为全部,unstated 为未填。';
COMMENT ON TABLE store.fund_all IS '资金性质编号:全部。';
COMMENT ON COLUMN store.fund_all.fund_code IS '编号。';
COMMENT ON COLUMN store.fund_all.fund_type IS '资金性质。';
COMMENT ON TABLE store.fund_one IS '资金性质编号:各项。';
COMMENT ON COLUMN store.fund_one.fund_code IS '编号。';
COMMENT ON COLUMN store.fund_one.fund_type IS '资金性质。';

CREATE TABLE store.subject_tile (
  fiscal_year          integer   NOT NULL,
  volume_id            bigint    NOT NULL,
  tile                 integer   NOT NULL,
  level                smallint  NOT NULL,
  block                integer   NOT NULL,
  fund_type            text      NOT NULL,
  unit                 integer[] NOT NULL,
  item                 integer[] NOT NULL,
  initial_fen          bigint[],
  final_fen            bigint[],
  actual_fen           bigint[],
  basic_fen            bigint[],
  project_fen          bigint[],
  prior_fen            bigint[],
  direct_initial_fen   bigint[],
  direct_final_fen     bigint[],
  direct_actual_fen    bigint[],
  execution_actual_fen bigint[],
  execution_budget_fen bigint[],
  line_count           integer[],
  unit_count           integer[],
  flags                smallint[],
  sole_fund            smallint[]
) PARTITION BY RANGE (fiscal_year, volume_id);
CREATE INDEX subject_tile_by_tile ON ONLY store.subject_tile (tile, fund_type, block);
CREATE INDEX subject_tile_by_block ON ONLY store.subject_tile (block, fund_type);
COMMENT ON TABLE store.subject_tile IS
  '功能科目汇总单元:一行为一片一块,各数组等长,同一位置为同一单元。金额单位:分。';
COMMENT ON COLUMN store.subject_tile.fiscal_year IS '年度。';
COMMENT ON COLUMN store.subject_tile.volume_id IS '分册编号。';
COMMENT ON COLUMN store.subject_tile.tile IS '片。';
COMMENT ON COLUMN store.subject_tile.level IS '级次:7、5、3、0。';
COMMENT ON COLUMN store.subject_tile.block IS '块。';
COMMENT ON COLUMN store.subject_tile.fund_type IS '资金性质。';
COMMENT ON COLUMN store.subject_tile.unit IS '单位编号。';
COMMENT ON COLUMN store.subject_tile.item IS '科目编号。';
COMMENT ON COLUMN store.subject_tile.initial_fen IS '年初预算数;数组为空即全部未填。';
COMMENT ON COLUMN store.subject_tile.final_fen IS '全年预算数;数组为空即全部未填。';
COMMENT ON COLUMN store.subject_tile.actual_fen IS '决算数;数组为空即全部未填。';
COMMENT ON COLUMN store.subject_tile.basic_fen IS '基本支出决算数;数组为空即全部未填。';
COMMENT ON COLUMN store.subject_tile.project_fen IS
  '项目支出决算数;数组为空且标志含 8,即为决算数减基本支出。';
COMMENT ON COLUMN store.subject_tile.prior_fen IS '上年决算数;数组为空即全部未知。';
COMMENT ON COLUMN store.subject_tile.direct_initial_fen IS '直接列于本科目的年初预算数,标志含 4 时有效。';
COMMENT ON COLUMN store.subject_tile.direct_final_fen IS '直接列于本科目的全年预算数,标志含 4 时有效。';
COMMENT ON COLUMN store.subject_tile.direct_actual_fen IS '直接列于本科目的决算数,标志含 4 时有效。';
COMMENT ON COLUMN store.subject_tile.execution_actual_fen IS
  '同时有预算者的决算数;数组为空即等于决算数。';
COMMENT ON COLUMN store.subject_tile.execution_budget_fen IS
  '同时有决算者的预算数;数组为空即等于全年(无则年初)预算数。';
COMMENT ON COLUMN store.subject_tile.line_count IS '行数。';
COMMENT ON COLUMN store.subject_tile.unit_count IS '单位数;数组为空即均为 1。';
COMMENT ON COLUMN store.subject_tile.flags IS
  '标志:1 年初预算不全,2 全年预算不全,4 直接数另列,8 项目支出等于决算数减基本支出;数组为空即均为 0。';
COMMENT ON COLUMN store.subject_tile.sole_fund IS
  '唯一的资金性质编号,该资金的单元不另存;-1 为多种资金。仅资金性质为“*”的行有。';

CREATE TABLE store.side_tile (
  fiscal_year integer   NOT NULL,
  volume_id   bigint    NOT NULL,
  axis        text      NOT NULL,
  block       integer   NOT NULL,
  fund_type   text      NOT NULL,
  unit        integer[] NOT NULL,
  item        integer[] NOT NULL,
  initial_fen bigint[],
  final_fen   bigint[],
  actual_fen  bigint[],
  prior_fen   bigint[],
  unit_count  integer[],
  sole_fund   smallint[]
) PARTITION BY RANGE (fiscal_year, volume_id);
CREATE INDEX side_tile_by_block ON ONLY store.side_tile (axis, block, fund_type);
COMMENT ON TABLE store.side_tile IS
  '经济分类、收入、项目、数字汇总单元:一行为一块,各数组等长。金额单位:分;计数为百分之一。';
COMMENT ON COLUMN store.side_tile.fiscal_year IS '年度。';
COMMENT ON COLUMN store.side_tile.volume_id IS '分册编号。';
COMMENT ON COLUMN store.side_tile.axis IS '分类。';
COMMENT ON COLUMN store.side_tile.block IS '块。';
COMMENT ON COLUMN store.side_tile.fund_type IS '资金性质。';
COMMENT ON COLUMN store.side_tile.unit IS '单位编号。';
COMMENT ON COLUMN store.side_tile.item IS '代码编号。';
COMMENT ON COLUMN store.side_tile.initial_fen IS '年初预算数;数组为空即全部未填。';
COMMENT ON COLUMN store.side_tile.final_fen IS '全年预算数;数组为空即全部未填。';
COMMENT ON COLUMN store.side_tile.actual_fen IS '决算数,或数字的值;数组为空即全部未填。';
COMMENT ON COLUMN store.side_tile.prior_fen IS '上年决算数;数组为空即全部未知。';
COMMENT ON COLUMN store.side_tile.unit_count IS '单位数;数组为空即均为 1。';
COMMENT ON COLUMN store.side_tile.sole_fund IS
  '唯一的资金性质编号,该资金的单元不另存;-1 为多种资金。仅资金性质为“*”的行有。';

CREATE TABLE store.unit_total (
  fiscal_year integer NOT NULL,
  volume_id   bigint  NOT NULL,
  unit_id     integer NOT NULL,
  fund_type   text    NOT NULL,
  actual_fen  bigint
) PARTITION BY RANGE (fiscal_year, volume_id);
CREATE UNIQUE INDEX unit_total_is_stated_once
ON ONLY store.unit_total (fiscal_year, volume_id, unit_id, fund_type);
COMMENT ON TABLE store.unit_total IS '各单位各资金的决算总数,占比的分母。';
COMMENT ON COLUMN store.unit_total.fiscal_year IS '年度。';
COMMENT ON COLUMN store.unit_total.volume_id IS '分册编号。';
COMMENT ON COLUMN store.unit_total.unit_id IS '单位编号。';
COMMENT ON COLUMN store.unit_total.fund_type IS '资金性质;“*”为全部。';
COMMENT ON COLUMN store.unit_total.actual_fen IS '决算总数,单位:分。';

CREATE TABLE store.unit_name (
  fiscal_year integer NOT NULL,
  volume_id   bigint  NOT NULL,
  unit_id     integer NOT NULL,
  unit_name   text,
  unit_type   text,
  parent_id   integer,
  is_leaf     boolean NOT NULL,
  is_reported boolean NOT NULL
) PARTITION BY RANGE (fiscal_year, volume_id);
CREATE UNIQUE INDEX unit_name_is_stated_once
ON ONLY store.unit_name (fiscal_year, volume_id, unit_id);
COMMENT ON TABLE store.unit_name IS '发布时该年度的单位目录。';
COMMENT ON COLUMN store.unit_name.fiscal_year IS '年度。';
COMMENT ON COLUMN store.unit_name.volume_id IS '分册编号。';
COMMENT ON COLUMN store.unit_name.unit_id IS '单位编号。';
COMMENT ON COLUMN store.unit_name.unit_name IS '单位名称。';
COMMENT ON COLUMN store.unit_name.unit_type IS '单位类型。';
COMMENT ON COLUMN store.unit_name.parent_id IS '上级单位编号;空表示全区。';
COMMENT ON COLUMN store.unit_name.is_leaf IS '是否无下级单位。';
COMMENT ON COLUMN store.unit_name.is_reported IS '本单位或其下级是否报送了决算数。';

CREATE TABLE store.item_name (
  fiscal_year integer NOT NULL,
  volume_id   bigint  NOT NULL,
  item_id     integer NOT NULL,
  fund_type   text    NOT NULL,
  name        text    NOT NULL
) PARTITION BY RANGE (fiscal_year, volume_id);
CREATE UNIQUE INDEX item_name_is_stated_once
ON ONLY store.item_name (fiscal_year, volume_id, item_id, fund_type);
COMMENT ON TABLE store.item_name IS '发布时该年度的科目名称。';
COMMENT ON COLUMN store.item_name.fiscal_year IS '年度。';
COMMENT ON COLUMN store.item_name.volume_id IS '分册编号。';
COMMENT ON COLUMN store.item_name.item_id IS '科目编号。';
COMMENT ON COLUMN store.item_name.fund_type IS '资金性质;“*”为全部。';
COMMENT ON COLUMN store.item_name.name IS '名称。';

CREATE TABLE store.unit_type_cell (
  fiscal_year integer NOT NULL,
  volume_id   bigint  NOT NULL,
  unit_type   text    NOT NULL,
  item_id     integer NOT NULL,
  fund_type   text    NOT NULL,
  initial_fen bigint,
  final_fen   bigint,
  actual_fen  bigint,
  unit_count  integer NOT NULL
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.unit_type_cell IS '按单位类型的汇总单元。金额单位:分。';
COMMENT ON COLUMN store.unit_type_cell.fiscal_year IS '年度。';
COMMENT ON COLUMN store.unit_type_cell.volume_id IS '分册编号。';
COMMENT ON COLUMN store.unit_type_cell.unit_type IS '单位类型;未登记为“?”。';
COMMENT ON COLUMN store.unit_type_cell.item_id IS '科目编号。';
COMMENT ON COLUMN store.unit_type_cell.fund_type IS '资金性质;“*”为全部。';
COMMENT ON COLUMN store.unit_type_cell.initial_fen IS '年初预算数。';
COMMENT ON COLUMN store.unit_type_cell.final_fen IS '全年预算数。';
COMMENT ON COLUMN store.unit_type_cell.actual_fen IS '决算数。';
COMMENT ON COLUMN store.unit_type_cell.unit_count IS '单位数。';

CREATE TABLE store.coverage (
  fiscal_year   integer NOT NULL,
  volume_id     bigint  NOT NULL,
  unit_code     text    NOT NULL,
  kind          text    NOT NULL,
  state         text    NOT NULL,
  submission_id bigint,
  reason        text
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.coverage IS '报送情况。';
COMMENT ON COLUMN store.coverage.fiscal_year IS '年度。';
COMMENT ON COLUMN store.coverage.volume_id IS '分册编号。';
COMMENT ON COLUMN store.coverage.unit_code IS '单位代码。';
COMMENT ON COLUMN store.coverage.kind IS '报送类型。';
COMMENT ON COLUMN store.coverage.state IS '状态。';
COMMENT ON COLUMN store.coverage.submission_id IS '报送编号。';
COMMENT ON COLUMN store.coverage.reason IS '说明。';

CREATE TABLE store.anomaly (
  fiscal_year   integer  NOT NULL,
  volume_id     bigint   NOT NULL,
  rule_code     text     NOT NULL,
  place         text     NOT NULL,
  severity      text     NOT NULL,
  unit_code     text     NOT NULL,
  subject_code  text,
  figure        text,
  section       text,
  line_no       integer,
  submission_id bigint,
  title         text     NOT NULL,
  message       text     NOT NULL,
  stated        numeric(24,4),
  expected_low  numeric(24,4),
  expected_high numeric(24,4),
  difference    numeric(24,4),
  cause         text,
  suggestion    text,
  evidence      jsonb    NOT NULL
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.anomaly IS '异常。';
COMMENT ON COLUMN store.anomaly.fiscal_year IS '年度。';
COMMENT ON COLUMN store.anomaly.volume_id IS '分册编号。';
COMMENT ON COLUMN store.anomaly.rule_code IS '规则代码。';
COMMENT ON COLUMN store.anomaly.place IS '位置,与规则代码合为异常的身份。';
COMMENT ON COLUMN store.anomaly.severity IS '程度。';
COMMENT ON COLUMN store.anomaly.unit_code IS '单位代码。';
COMMENT ON COLUMN store.anomaly.subject_code IS '科目代码。';
COMMENT ON COLUMN store.anomaly.figure IS '数字名称。';
COMMENT ON COLUMN store.anomaly.section IS '部分。';
COMMENT ON COLUMN store.anomaly.line_no IS '行号。';
COMMENT ON COLUMN store.anomaly.submission_id IS '报送编号。';
COMMENT ON COLUMN store.anomaly.title IS '规则名称。';
COMMENT ON COLUMN store.anomaly.message IS '说明。';
COMMENT ON COLUMN store.anomaly.stated IS '印出的数:金额为元,百分比与计数为原数。';
COMMENT ON COLUMN store.anomaly.expected_low IS '推算下限;空表示无下限。';
COMMENT ON COLUMN store.anomaly.expected_high IS '推算上限;空表示无上限。';
COMMENT ON COLUMN store.anomaly.difference IS '印出的数减最近的界限。';
COMMENT ON COLUMN store.anomaly.cause IS '可能的原因。';
COMMENT ON COLUMN store.anomaly.suggestion IS '建议。';
COMMENT ON COLUMN store.anomaly.evidence IS '所据各数:名称、印出的数、上下限、行号。';
