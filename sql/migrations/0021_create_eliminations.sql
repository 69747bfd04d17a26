-- 0021 create eliminations
-- Why:   money that one unit pays another is in both units' books, and in the sum of every group
--        above both it would be twice. What was taken out of a cell stands beside it in the tile,
--        in arrays that are null where nothing was, as nearly everywhere; what both sides say and
--        why something is left stands in a table of its own. A volume that is there already gets
--        the columns and an empty table, since it can be attached again.
-- Locks: ACCESS EXCLUSIVE on the tiles for a moment; columns without a value rewrite nothing.
-- Undo:  restore from backup.
ALTER TABLE store.subject_tile
  ADD COLUMN eliminated_initial_fen bigint[],
  ADD COLUMN eliminated_final_fen bigint[],
  ADD COLUMN eliminated_actual_fen bigint[];
ALTER TABLE store.comparable_tile
  ADD COLUMN eliminated_initial_fen bigint[],
  ADD COLUMN eliminated_final_fen bigint[],
  ADD COLUMN eliminated_actual_fen bigint[];
COMMENT ON COLUMN store.subject_tile.eliminated_initial_fen IS
  '在本单位抵销的年初预算数;空即未抵销。';
COMMENT ON COLUMN store.subject_tile.eliminated_final_fen IS
  '在本单位抵销的全年预算数;空即未抵销。';
COMMENT ON COLUMN store.subject_tile.eliminated_actual_fen IS
  '在本单位抵销的决算数;空即未抵销。';

COMMENT ON COLUMN store.comparable_tile.eliminated_initial_fen IS
  '在本单位抵销的年初预算数;空即未抵销。';
COMMENT ON COLUMN store.comparable_tile.eliminated_final_fen IS
  '在本单位抵销的全年预算数;空即未抵销。';
COMMENT ON COLUMN store.comparable_tile.eliminated_actual_fen IS
  '在本单位抵销的决算数;空即未抵销。';

CREATE TABLE store.elimination (
  fiscal_year    integer NOT NULL,
  volume_id      bigint  NOT NULL,
  payer_code     text    NOT NULL,
  payee_code     text    NOT NULL,
  subject_code   text    NOT NULL,
  fund_type      text    NOT NULL,
  measure        text    NOT NULL,
  payer_fen      bigint,
  payee_fen      bigint,
  eliminated_fen bigint  NOT NULL,
  residual_fen   bigint  NOT NULL,
  cause          text,
  cause_detail   text,
  at_unit        text
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.elimination IS '单位间往来及其抵销。金额单位:分。';
COMMENT ON COLUMN store.elimination.fiscal_year IS '年度。';
COMMENT ON COLUMN store.elimination.volume_id IS '分册编号。';
COMMENT ON COLUMN store.elimination.payer_code IS '付款单位代码。';
COMMENT ON COLUMN store.elimination.payee_code IS '收款单位代码。';
COMMENT ON COLUMN store.elimination.subject_code IS '付款方科目代码;“*”为仅收款方列报。';
COMMENT ON COLUMN store.elimination.fund_type IS '资金性质。';
COMMENT ON COLUMN store.elimination.measure IS '指标。';
COMMENT ON COLUMN store.elimination.payer_fen IS '付款方列报数;空表示未列报。';
COMMENT ON COLUMN store.elimination.payee_fen IS '收款方列报数或登记数;空表示未列报。';
COMMENT ON COLUMN store.elimination.eliminated_fen IS '已抵销数。';
COMMENT ON COLUMN store.elimination.residual_fen IS '未抵销数。';
COMMENT ON COLUMN store.elimination.cause IS '未抵销的原因。';
COMMENT ON COLUMN store.elimination.cause_detail IS '原因所指的单位、资金性质、科目或年度。';
COMMENT ON COLUMN store.elimination.at_unit IS '抵销所在单位:双方之上最近的单位,“*”为全区。';

-- Added to whatever a volume holds by now.
DO $$
BEGIN
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION store.volume_tables() RETURNS text[] LANGUAGE sql IMMUTABLE '
    'SET search_path = pg_catalog RETURN %L::text[]',
    store.volume_tables() || 'elimination'::text);
END
$$;

-- A detached volume has no part in the columns that its parent gets, and is told by that. The year
-- stands in the default of every table of a volume, also of one that is being written; a volume
-- whose anomalies are attached is published, and so is its new table.
DO $$
DECLARE
  volume record;
  table_name text;
  column_name text;
BEGIN
  FOR volume IN
    SELECT
      nspname,
      substr(nspname, 8)::bigint AS volume_id,
      pg_get_expr(adbin, adrelid)::integer AS fiscal_year,
      relispartition AS is_attached
    FROM pg_namespace
    JOIN pg_class
      ON relnamespace = pg_namespace.oid
      AND relname = 'anomaly'
    JOIN pg_attribute
      ON attrelid = pg_class.oid
      AND attname = 'fiscal_year'
    JOIN pg_attrdef
      ON adrelid = pg_class.oid
      AND adnum = attnum
    WHERE nspname ~ '^volume_[0-9]+$'
    ORDER BY 2
  LOOP
    FOREACH table_name IN ARRAY ARRAY['subject_tile', 'comparable_tile'] LOOP
      FOREACH column_name IN ARRAY ARRAY[
        'eliminated_initial_fen', 'eliminated_final_fen', 'eliminated_actual_fen'
      ] LOOP
        IF NOT EXISTS (
          SELECT
          FROM pg_attribute
          WHERE attrelid = format('%I.%I', volume.nspname, table_name)::regclass
            AND attname = column_name
        ) THEN
          EXECUTE format(
            'ALTER TABLE %I.%I ADD COLUMN %I bigint[]', volume.nspname, table_name, column_name);
        END IF;
        EXECUTE format(
          'COMMENT ON COLUMN %I.%I.%I IS %L', volume.nspname, table_name, column_name,
          '抵销数,见 store。');
      END LOOP;
    END LOOP;
    PERFORM store.create_volume_table(volume.volume_id, volume.fiscal_year, 'elimination');
    CONTINUE WHEN NOT volume.is_attached;
    EXECUTE format(
      'ALTER TABLE store.elimination ATTACH PARTITION %I.elimination '
      'FOR VALUES FROM (%s, %s) TO (%s, %s)',
      volume.nspname, volume.fiscal_year, volume.volume_id, volume.fiscal_year,
      volume.volume_id + 1);
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
  tile.eliminated_actual_fen[i] AS eliminated_actual_fen
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
  tile.eliminated_actual_fen[i] AS eliminated_actual_fen
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
COMMENT ON COLUMN store.subject_cell.eliminated_initial_fen IS '在本单位抵销的年初预算数,单位:分;空即未抵销。';
COMMENT ON COLUMN store.subject_cell.eliminated_final_fen IS '在本单位抵销的全年预算数,单位:分;空即未抵销。';
COMMENT ON COLUMN store.subject_cell.eliminated_actual_fen IS '在本单位抵销的决算数,单位:分;空即未抵销。';

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

CREATE VIEW summary.elimination AS
SELECT
  placed.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  placed.fiscal_year,
  stored.payer_code,
  stored.payee_code,
  stored.subject_code,
  stored.fund_type,
  stored.measure,
  (stored.payer_fen * 0.01)::numeric(20, 2) AS payer_amount,
  (stored.payee_fen * 0.01)::numeric(20, 2) AS payee_amount,
  (stored.eliminated_fen * 0.01)::numeric(20, 2) AS eliminated,
  (stored.residual_fen * 0.01)::numeric(20, 2) AS residual,
  stored.cause,
  stored.at_unit,
  stored.cause_detail
FROM control.publication_year AS placed
JOIN store.elimination AS stored
  ON stored.fiscal_year = placed.fiscal_year
  AND stored.volume_id = placed.volume_id
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  );
COMMENT ON VIEW summary.elimination IS
  '单位间往来:付款方、收款方各自列报的金额,已抵销数和未抵销的原因(当前发布)。';
COMMENT ON COLUMN summary.elimination.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.elimination.published_at IS '发布时间。';
COMMENT ON COLUMN summary.elimination.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.elimination.payer_code IS '付款单位代码。';
COMMENT ON COLUMN summary.elimination.payee_code IS '收款单位代码。';
COMMENT ON COLUMN summary.elimination.subject_code IS
  '付款方的功能科目代码,抵销即在此科目;“*”为仅收款方列报、不知科目者。';
COMMENT ON COLUMN summary.elimination.fund_type IS
  '资金性质:general 一般公共预算,fund 政府性基金,capital 国有资本经营,other 其他,unstated 未填。';
COMMENT ON COLUMN summary.elimination.measure IS
  '指标:initial_budget 年初预算,final_budget 全年预算,actual 决算。';
COMMENT ON COLUMN summary.elimination.payer_amount IS
  '付款方列报数(注明对方单位的支出行,否则为内部往来登记),单位:元;空表示未列报。';
COMMENT ON COLUMN summary.elimination.payee_amount IS
  '收款方列报数(注明付款单位的收入行,否则为内部往来登记),单位:元;空表示未列报。';
COMMENT ON COLUMN summary.elimination.eliminated IS '已抵销数,单位:元。';
COMMENT ON COLUMN summary.elimination.residual IS
  '一方列报而未抵销的金额,单位:元;其中付款方已列支的仍留在汇总数中;双方各列一行的不宜相加。';
COMMENT ON COLUMN summary.elimination.cause IS
  '未抵销的原因:one_side_missing 只有一方列报,other_counterparty 对方单位不同,'
  'other_subject 登记的科目不同,other_fund 资金性质不同,other_year 对方列于上年,'
  'unit_scale 金额单位之误,amount_differs 金额不一,rounding 四舍五入,'
  'below_threshold 低于核对起点,not_booked 登记数大于列支数,outside_tree 不在单位目录中;空表示无余额。';
COMMENT ON COLUMN summary.elimination.at_unit IS
  '抵销所在单位:双方之上最近的单位,“*”为全区;空表示有一方不在单位目录中。';
COMMENT ON COLUMN summary.elimination.cause_detail IS '原因所指的单位、资金性质、科目或年度。';
