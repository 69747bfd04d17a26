-- 0017 create unit indicators
-- Why:   the ratios by which units are scored (控制率, 变动率, 完成率) are published with both
--        their terms, so that a unit can check them. The terms are stored and the ratio is not:
--        a view divides exactly. A volume that is there already gets an empty table, since it can
--        be attached again and is published with all tables or none.
-- Locks: SHARE UPDATE EXCLUSIVE on the new parent only; nobody reads it yet.
-- Undo:  restore from backup.
CREATE TABLE store.unit_indicator (
  fiscal_year            integer NOT NULL,
  volume_id              bigint  NOT NULL,
  unit_code              text    NOT NULL,
  indicator              text    NOT NULL,
  numerator_hundredths   bigint  NOT NULL,
  denominator_hundredths bigint  NOT NULL,
  band                   text
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.unit_indicator IS '单位指标。金额为分,计数为百分之一个。';
COMMENT ON COLUMN store.unit_indicator.fiscal_year IS '年度。';
COMMENT ON COLUMN store.unit_indicator.volume_id IS '分册编号。';
COMMENT ON COLUMN store.unit_indicator.unit_code IS '单位代码;“*”为全区。';
COMMENT ON COLUMN store.unit_indicator.indicator IS '指标代码。';
COMMENT ON COLUMN store.unit_indicator.numerator_hundredths IS '分子,以百分之一为单位。';
COMMENT ON COLUMN store.unit_indicator.denominator_hundredths IS '分母,以百分之一为单位。';
COMMENT ON COLUMN store.unit_indicator.band IS '所在档次;分母不大于零时为空。';

CREATE OR REPLACE FUNCTION store.volume_tables() RETURNS text[]
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog
RETURN ARRAY[
  'subject_tile', 'side_tile', 'unit_total', 'unit_name', 'item_name', 'unit_type_cell',
  'coverage', 'anomaly', 'unit_indicator'
];

-- What the loop of 0011 did for one table, so that a migration can do it for a table that comes
-- later. The check constraint spares attaching the scan; LIKE keeps the type of an array but not
-- its dimensions, so arrays are told by their type. Uncompressed arrays that stay in their row
-- spare every reading subscript the detour through TOAST.
CREATE FUNCTION store.create_volume_table(volume_id bigint, fiscal_year integer, table_name text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  volume CONSTANT text := 'volume_' || volume_id;
  column_name text;
BEGIN
  EXECUTE format(
    'CREATE TABLE %I.%I (LIKE store.%I INCLUDING DEFAULTS INCLUDING COMMENTS, '
    'CONSTRAINT year_and_volume_are_fixed CHECK (fiscal_year = %s AND volume_id = %s)) '
    'WITH (toast_tuple_target = 8160)',
    volume, table_name, table_name, fiscal_year, volume_id);
  EXECUTE format(
    'ALTER TABLE %I.%I ALTER fiscal_year SET DEFAULT %s, ALTER volume_id SET DEFAULT %s',
    volume, table_name, fiscal_year, volume_id);
  EXECUTE format('COMMENT ON TABLE %I.%I IS %L', volume, table_name, '分册表,见 store。');
  FOR column_name IN
    SELECT attname
    FROM pg_attribute
    JOIN pg_type ON pg_type.oid = atttypid
    WHERE attrelid = format('%I.%I', volume, table_name)::regclass
      AND attnum > 0
      AND typcategory = 'A'
    ORDER BY attnum
  LOOP
    EXECUTE format(
      'ALTER TABLE %I.%I ALTER %I SET STORAGE EXTERNAL, ALTER %I SET STATISTICS 0',
      volume, table_name, column_name, column_name);
  END LOOP;
END
$$;
COMMENT ON FUNCTION store.create_volume_table(bigint, integer, text) IS
  '在一个分册中建立一张表。';

CREATE OR REPLACE FUNCTION store.create_volume(run_id bigint, fiscal_year integer) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  volume_id CONSTANT bigint := nextval(pg_get_serial_sequence('control.volume', 'volume_id'));
  volume    CONSTANT text := 'volume_' || volume_id;
  table_name text;
BEGIN
  EXECUTE format('CREATE SCHEMA %I', volume);
  EXECUTE format(
    'COMMENT ON SCHEMA %I IS %L', volume,
    format('运行 %s 的 %s 年度分册。', create_volume.run_id, create_volume.fiscal_year));
  FOREACH table_name IN ARRAY store.volume_tables() LOOP
    PERFORM store.create_volume_table(volume_id, create_volume.fiscal_year, table_name);
  END LOOP;
  RETURN volume_id;
END
$$;

CREATE OR REPLACE FUNCTION store.index_volume(volume_id bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
SET default_statistics_target = 4
AS $$
DECLARE
  volume CONSTANT text := 'volume_' || volume_id;
BEGIN
  EXECUTE format('CREATE INDEX ON %I.subject_tile (tile, fund_type, block)', volume);
  EXECUTE format('CREATE INDEX ON %I.subject_tile (block, fund_type)', volume);
  EXECUTE format('CREATE INDEX ON %I.side_tile (axis, block, fund_type)', volume);
  EXECUTE format(
    'CREATE UNIQUE INDEX ON %I.unit_total (fiscal_year, volume_id, unit_id, fund_type)', volume);
  EXECUTE format(
    'CREATE UNIQUE INDEX ON %I.unit_name (fiscal_year, volume_id, unit_id)', volume);
  EXECUTE format(
    'CREATE UNIQUE INDEX ON %I.item_name (fiscal_year, volume_id, item_id, fund_type)', volume);
  EXECUTE format(
    'CREATE UNIQUE INDEX ON %I.unit_indicator (fiscal_year, volume_id, unit_code, indicator)',
    volume);
  EXECUTE format('ANALYZE %I.subject_tile', volume);
  EXECUTE format('ANALYZE %I.side_tile', volume);
  EXECUTE format('ANALYZE %I.unit_total', volume);
  EXECUTE format('ANALYZE %I.unit_name', volume);
  EXECUTE format('ANALYZE %I.item_name', volume);
  EXECUTE format('ANALYZE %I.unit_indicator', volume);
  EXECUTE format('ANALYZE %I.anomaly', volume);
END
$$;

-- Beside the columns of the year before, the program writes anew what else compares with it: the
-- indicators, and the anomalies of some rules.
DROP FUNCTION store.repeat_volume(bigint, bigint, integer);

CREATE FUNCTION store.repeat_volume(
  published bigint, new bigint, fiscal_year integer, remade_rules text[]
) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  table_name text;
  columns text;
BEGIN
  FOREACH table_name IN ARRAY store.volume_tables() LOOP
    CONTINUE WHEN table_name IN ('subject_tile', 'side_tile', 'unit_indicator');
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    INTO columns
    FROM pg_attribute
    WHERE attrelid = format('store.%I', table_name)::regclass
      AND attnum > 0
      AND NOT attisdropped
      AND attname <> 'volume_id';
    EXECUTE format(
      'INSERT INTO %I.%I (%s) SELECT %s FROM store.%I WHERE fiscal_year = %s AND volume_id = %s%s',
      'volume_' || new, table_name, columns, columns, table_name, repeat_volume.fiscal_year,
      published,
      CASE table_name
        WHEN 'anomaly' THEN format(' AND rule_code <> ALL (%L::text[])', remade_rules)
      END);
  END LOOP;
END
$$;
COMMENT ON FUNCTION store.repeat_volume(bigint, bigint, integer, text[]) IS
  '把已发布分册中不受上年影响的表照抄到新分册;与上年比较的指标和异常由程序重写。';

-- The year stands in the default of every table of a volume, also of one that is being written;
-- a volume whose anomalies are attached is published, and so is its new table.
DO $$
DECLARE
  volume record;
BEGIN
  FOR volume IN
    SELECT
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
    ORDER BY 1
  LOOP
    PERFORM store.create_volume_table(volume.volume_id, volume.fiscal_year, 'unit_indicator');
    CONTINUE WHEN NOT volume.is_attached;
    EXECUTE format(
      'ALTER TABLE store.unit_indicator ATTACH PARTITION %I.unit_indicator '
      'FOR VALUES FROM (%s, %s) TO (%s, %s)',
      'volume_' || volume.volume_id, volume.fiscal_year, volume.volume_id, volume.fiscal_year,
      volume.volume_id + 1);
  END LOOP;
END
$$;

CREATE FUNCTION store.indicator_name(indicator text) RETURNS text
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
AS $$
  SELECT
    CASE indicator
      WHEN 'staff_control' THEN '在职人员控制率'
      WHEN 'three_public_change' THEN '三公经费变动率'
      WHEN 'reception_change' THEN '公务接待变动率'
      WHEN 'vehicle_change' THEN '公车变动率'
      WHEN 'three_public_control' THEN '三公经费控制率'
      WHEN 'budget_completion' THEN '预算完成率'
      WHEN 'budget_adjustment' THEN '预算控制率(调整率)'
      WHEN 'spending_completion' THEN '支出完成率'
      WHEN 'carry_over' THEN '结转结余率'
      WHEN 'carry_over_change' THEN '结转结余变动率'
    END
$$;
COMMENT ON FUNCTION store.indicator_name(text) IS '指标的中文名称。';

CREATE VIEW summary.unit_indicator AS
SELECT
  placed.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  placed.fiscal_year,
  stored.unit_code,
  stored.indicator,
  store.percent(stored.numerator_hundredths, stored.denominator_hundredths) AS value,
  (stored.numerator_hundredths * 0.01)::numeric(20, 2) AS numerator,
  (stored.denominator_hundredths * 0.01)::numeric(20, 2) AS denominator,
  stored.band,
  store.indicator_name(stored.indicator) AS indicator_name
FROM control.publication_year AS placed
JOIN store.unit_indicator AS stored
  ON stored.fiscal_year = placed.fiscal_year
  AND stored.volume_id = placed.volume_id
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  );
COMMENT ON VIEW summary.unit_indicator IS
  '单位指标(当前发布);主管部门和全区只合计分子分母都有的单位。';
COMMENT ON COLUMN summary.unit_indicator.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.unit_indicator.published_at IS '发布时间。';
COMMENT ON COLUMN summary.unit_indicator.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.unit_indicator.unit_code IS '单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.unit_indicator.indicator IS
  '指标代码,也是档次界限在规则参数表中的规则代码。';
COMMENT ON COLUMN summary.unit_indicator.value IS '指标值=分子÷分母,单位:%;分母不大于零时为空。';
COMMENT ON COLUMN summary.unit_indicator.numerator IS '分子:金额为元,人数为人。';
COMMENT ON COLUMN summary.unit_indicator.denominator IS '分母:金额为元,人数为人。';
COMMENT ON COLUMN summary.unit_indicator.band IS
  '档次,即指标值所在区间,单位:%;界限为规则参数 bound_1、bound_2……,方括号含端点。';
COMMENT ON COLUMN summary.unit_indicator.indicator_name IS '指标名称。';
