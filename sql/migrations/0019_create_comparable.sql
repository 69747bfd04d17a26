-- 0019 create comparable
-- Why:   all years with the newest year's subjects and units. Few cells differ from the reported
--        ones, so only those are stored, whole, in tiles of the same form; which ones they are is
--        said by code and by unit, and a view takes each cell from where it stands. A difference
--        would have to be added up for every cell that is read, and could not tell a measure that
--        nobody states any more from zero.
--        A volume that is there already gets empty tables: it shows no comparable figures until
--        the next full night.
-- Locks: SHARE UPDATE EXCLUSIVE on the new parents only; nobody reads them yet.
-- Undo:  restore from backup.
CREATE TABLE store.comparable_tile (
  LIKE store.subject_tile INCLUDING COMMENTS
) PARTITION BY RANGE (fiscal_year, volume_id);
CREATE INDEX comparable_tile_by_tile ON ONLY store.comparable_tile (tile, fund_type, block);
CREATE INDEX comparable_tile_by_block ON ONLY store.comparable_tile (block, fund_type);
COMMENT ON TABLE store.comparable_tile IS
  '可比口径下与报告口径不同的功能科目单元,形式同 store.subject_tile。金额单位:分。';

CREATE TABLE store.comparable_item (
  fiscal_year   integer  NOT NULL,
  volume_id     bigint   NOT NULL,
  item_id       integer  NOT NULL,
  fund_type     text     NOT NULL,
  is_restated   boolean  NOT NULL,
  is_booked     boolean  NOT NULL,
  comparability smallint NOT NULL,
  family        text     NOT NULL,
  name          text
) PARTITION BY RANGE (fiscal_year, volume_id);
CREATE UNIQUE INDEX comparable_item_is_stated_once
ON ONLY store.comparable_item (fiscal_year, volume_id, item_id, fund_type);
COMMENT ON TABLE store.comparable_item IS '各年度各科目的可比性;该年度凡有单元的科目均列出。';
COMMENT ON COLUMN store.comparable_item.fiscal_year IS '年度。';
COMMENT ON COLUMN store.comparable_item.volume_id IS '分册编号。';
COMMENT ON COLUMN store.comparable_item.item_id IS '科目编号。';
COMMENT ON COLUMN store.comparable_item.fund_type IS '资金性质;“*”为全部。';
COMMENT ON COLUMN store.comparable_item.is_restated IS '单元是否另存于 store.comparable_tile。';
COMMENT ON COLUMN store.comparable_item.is_booked IS '该年度是否有金额直接列于本科目和资金。';
COMMENT ON COLUMN store.comparable_item.comparability IS '可比性:0 精确,1 估计,2 中断。';
COMMENT ON COLUMN store.comparable_item.family IS '所属族:同级次中合计可比的最小一组科目,以最小代码为名。';
COMMENT ON COLUMN store.comparable_item.name IS '科目在最新年度的名称;已取消的为该年度名称。';

CREATE TABLE store.comparable_unit (
  fiscal_year   integer  NOT NULL,
  volume_id     bigint   NOT NULL,
  unit_id       integer  NOT NULL,
  parent_id     integer,
  unit_name     text,
  is_restated   boolean  NOT NULL,
  is_owner      boolean  NOT NULL,
  comparability smallint NOT NULL,
  total_fen     bigint[],
  base_year     integer  NOT NULL,
  basis         bigint   NOT NULL
) PARTITION BY RANGE (fiscal_year, volume_id);
CREATE UNIQUE INDEX comparable_unit_is_stated_once
ON ONLY store.comparable_unit (fiscal_year, volume_id, unit_id);
COMMENT ON TABLE store.comparable_unit IS '最新年度的单位目录,用于该年度的可比数。';
COMMENT ON COLUMN store.comparable_unit.fiscal_year IS '年度。';
COMMENT ON COLUMN store.comparable_unit.volume_id IS '分册编号。';
COMMENT ON COLUMN store.comparable_unit.unit_id IS '单位编号。';
COMMENT ON COLUMN store.comparable_unit.parent_id IS '最新年度的上级单位编号;空表示全区。';
COMMENT ON COLUMN store.comparable_unit.unit_name IS '最新年度的单位名称。';
COMMENT ON COLUMN store.comparable_unit.is_restated IS '全部单元是否另存于 store.comparable_tile。';
COMMENT ON COLUMN store.comparable_unit.is_owner IS
  '现有下级单位,而该年度自身列有金额:合计大于下级之和。';
COMMENT ON COLUMN store.comparable_unit.comparability IS '可比性:0 精确,1 估计,2 中断。';
COMMENT ON COLUMN store.comparable_unit.total_fen IS
  '可比决算总数,按资金性质编号为序,占比的分母;空表示同报告口径。单位:分。';
COMMENT ON COLUMN store.comparable_unit.base_year IS '换算到哪一年度的科目和单位。';
COMMENT ON COLUMN store.comparable_unit.basis IS
  '换算依据(对照表、沿革、科目和单位目录)的摘要;每行都有,以免查询时连接。';

CREATE TABLE store.perimeter_change (
  fiscal_year integer NOT NULL,
  volume_id   bigint  NOT NULL,
  unit_code   text    NOT NULL,
  unit_name   text,
  change      text    NOT NULL,
  other_unit  text,
  initial_fen bigint,
  final_fen   bigint,
  actual_fen  bigint
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.perimeter_change IS '可比范围的变动:该年度金额现列于其他单位或不再列入的单位。';
COMMENT ON COLUMN store.perimeter_change.fiscal_year IS '年度。';
COMMENT ON COLUMN store.perimeter_change.volume_id IS '分册编号。';
COMMENT ON COLUMN store.perimeter_change.unit_code IS '单位代码。';
COMMENT ON COLUMN store.perimeter_change.unit_name IS '该年度的单位名称。';
COMMENT ON COLUMN store.perimeter_change.change IS
  '变动:entered 新增,left 退出,merge 合并,split 分立,rename 更名,transfer 划转。';
COMMENT ON COLUMN store.perimeter_change.other_unit IS '现列于哪个单位;空表示没有。';
COMMENT ON COLUMN store.perimeter_change.initial_fen IS '所涉年初预算数,单位:分。';
COMMENT ON COLUMN store.perimeter_change.final_fen IS '所涉全年预算数,单位:分。';
COMMENT ON COLUMN store.perimeter_change.actual_fen IS '所涉决算数,单位:分。';

-- Whatever tables a volume has had so far, these come after them.
DO $$
DECLARE
  tables CONSTANT text[] := store.volume_tables() || ARRAY[
    'comparable_tile', 'comparable_item', 'comparable_unit', 'perimeter_change'
  ];
BEGIN
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION store.volume_tables() RETURNS text[] LANGUAGE sql IMMUTABLE '
    'SET search_path = pg_catalog RETURN %L::text[]', tables);
END
$$;

DO $$
DECLARE
  volume record;
  table_name text;
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
    FOREACH table_name IN ARRAY ARRAY[
      'comparable_tile', 'comparable_item', 'comparable_unit', 'perimeter_change'
    ] LOOP
      PERFORM store.create_volume_table(volume.volume_id, volume.fiscal_year, table_name);
      CONTINUE WHEN NOT volume.is_attached;
      EXECUTE format(
        'ALTER TABLE store.%I ATTACH PARTITION %I.%I FOR VALUES FROM (%s, %s) TO (%s, %s)',
        table_name, 'volume_' || volume.volume_id, table_name, volume.fiscal_year,
        volume.volume_id, volume.fiscal_year, volume.volume_id + 1);
    END LOOP;
  END LOOP;
END
$$;

CREATE FUNCTION store.index_comparable(volume_id bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
SET default_statistics_target = 4
AS $$
DECLARE
  volume CONSTANT text := 'volume_' || volume_id;
BEGIN
  EXECUTE format('CREATE INDEX ON %I.comparable_tile (tile, fund_type, block)', volume);
  EXECUTE format('CREATE INDEX ON %I.comparable_tile (block, fund_type)', volume);
  EXECUTE format(
    'CREATE UNIQUE INDEX ON %I.comparable_item (fiscal_year, volume_id, item_id, fund_type)',
    volume);
  EXECUTE format(
    'CREATE UNIQUE INDEX ON %I.comparable_unit (fiscal_year, volume_id, unit_id)', volume);
  EXECUTE format('ANALYZE %I.comparable_tile', volume);
  EXECUTE format('ANALYZE %I.comparable_item', volume);
  EXECUTE format('ANALYZE %I.comparable_unit', volume);
END
$$;
COMMENT ON FUNCTION store.index_comparable(bigint) IS '为分册的可比数建立索引与统计。';
