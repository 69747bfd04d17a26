-- 0011 create volumes
-- Why:   a volume is made in a schema of its own, where COPY finds its tables by their plain names
--        through the search path, and is attached to the tables of `store` when it is published.
--        A statement plans with the tables that are attached then and only afterwards takes the
--        snapshot that tells it the current publication; so attaching is a transaction of its own,
--        and the pointer moves after the statements that began before it are over.
-- Locks: attaching takes SHARE UPDATE EXCLUSIVE on the parents; readers do not wait.
-- Undo:  restore from backup.
CREATE FUNCTION store.volume_tables() RETURNS text[]
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog
RETURN ARRAY[
  'subject_tile', 'side_tile', 'unit_total', 'unit_name', 'item_name', 'unit_type_cell',
  'coverage', 'anomaly'
];
COMMENT ON FUNCTION store.volume_tables() IS '一个分册所含的表。';

-- The check constraint spares attaching the scan; LIKE keeps the type of an array but not its
-- dimensions, so arrays are told by their type. Uncompressed arrays that stay in their row spare
-- every reading subscript the detour through TOAST.
CREATE FUNCTION store.create_volume(run_id bigint, fiscal_year integer) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  volume_id CONSTANT bigint := nextval(pg_get_serial_sequence('control.volume', 'volume_id'));
  volume    CONSTANT text := 'volume_' || volume_id;
  table_name text;
  column_name text;
BEGIN
  EXECUTE format('CREATE SCHEMA %I', volume);
  EXECUTE format(
    'COMMENT ON SCHEMA %I IS %L', volume,
    format('运行 %s 的 %s 年度分册。', create_volume.run_id, create_volume.fiscal_year));
  FOREACH table_name IN ARRAY store.volume_tables() LOOP
    EXECUTE format(
      'CREATE TABLE %I.%I (LIKE store.%I INCLUDING DEFAULTS INCLUDING COMMENTS, '
      'CONSTRAINT year_and_volume_are_fixed CHECK (fiscal_year = %s AND volume_id = %s)) '
      'WITH (toast_tuple_target = 8160)',
      volume, table_name, table_name, create_volume.fiscal_year, volume_id);
    EXECUTE format(
      'ALTER TABLE %I.%I ALTER fiscal_year SET DEFAULT %s, ALTER volume_id SET DEFAULT %s',
      volume, table_name, create_volume.fiscal_year, volume_id);
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
  END LOOP;
  RETURN volume_id;
END
$$;
COMMENT ON FUNCTION store.create_volume(bigint, integer) IS '为一次运行的一个年度建立分册,返回分册编号。';

-- A year whose neighbour was run again keeps everything but the columns of the year before, which
-- the program writes anew: the rest is copied as it was published.
CREATE FUNCTION store.repeat_volume(published bigint, new bigint, fiscal_year integer)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  table_name text;
  columns text;
BEGIN
  FOREACH table_name IN ARRAY store.volume_tables() LOOP
    CONTINUE WHEN table_name IN ('subject_tile', 'side_tile');
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    INTO columns
    FROM pg_attribute
    WHERE attrelid = format('store.%I', table_name)::regclass
      AND attnum > 0
      AND NOT attisdropped
      AND attname <> 'volume_id';
    EXECUTE format(
      'INSERT INTO %I.%I (%s) SELECT %s FROM store.%I WHERE fiscal_year = %s AND volume_id = %s',
      'volume_' || new, table_name, columns, columns, table_name, repeat_volume.fiscal_year,
      published);
  END LOOP;
END
$$;
COMMENT ON FUNCTION store.repeat_volume(bigint, bigint, integer) IS
  '把已发布分册中不受上年影响的表照抄到新分册。';

-- A fifth of the usual sample tells the planner as much of tiles that are all alike.
CREATE FUNCTION store.index_volume(volume_id bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
SET default_statistics_target = 20
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
  EXECUTE format('ANALYZE %I.subject_tile', volume);
  EXECUTE format('ANALYZE %I.side_tile', volume);
  EXECUTE format('ANALYZE %I.unit_total', volume);
  EXECUTE format('ANALYZE %I.unit_name', volume);
  EXECUTE format('ANALYZE %I.item_name', volume);
  EXECUTE format('ANALYZE %I.anomaly', volume);
END
$$;
COMMENT ON FUNCTION store.index_volume(bigint) IS '为已写好的分册建立索引与统计。';

CREATE FUNCTION store.attach_volume(volume_id bigint, fiscal_year integer) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY store.volume_tables() LOOP
    EXECUTE format(
      'ALTER TABLE store.%I ATTACH PARTITION %I.%I FOR VALUES FROM (%s, %s) TO (%s, %s)',
      table_name, 'volume_' || volume_id, table_name, attach_volume.fiscal_year, volume_id,
      attach_volume.fiscal_year, volume_id + 1);
  END LOOP;
END
$$;
COMMENT ON FUNCTION store.attach_volume(bigint, integer) IS '发布时把分册并入各表。';

-- Whoever began before the volumes were attached holds a lock on the parents until its statement
-- is over. A statement that has run for a second has been planned long ago.
CREATE FUNCTION store.await_planning() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  latest  CONSTANT timestamptz := clock_timestamp() + interval '1 second';
  parents CONSTANT oid[] := ARRAY(
    SELECT format('store.%I', table_name)::regclass::oid
    FROM unnest(store.volume_tables()) AS table_name
  );
  readers CONSTANT text[] := ARRAY(
    SELECT DISTINCT virtualtransaction
    FROM pg_locks
    WHERE relation = ANY (parents)
      AND pid <> pg_backend_pid()
  );
BEGIN
  WHILE clock_timestamp() < latest AND EXISTS (
    SELECT
    FROM pg_locks
    WHERE relation = ANY (parents)
      AND virtualtransaction = ANY (readers)
  ) LOOP
    PERFORM pg_sleep(0.002);
  END LOOP;
END
$$;
COMMENT ON FUNCTION store.await_planning() IS
  '并入分册后等待此前开始的查询结束,至多一秒;否则其计划中没有新分册。';

-- A volume that no publication names is nobody's: its run died before publishing. One that was
-- attached already waits for readers before it can go, so it may stay until the next sweep.
CREATE FUNCTION store.drop_unpublished_volumes() RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog
SET lock_timeout = '200ms'
AS $$
DECLARE
  volume text;
  dropped integer := 0;
BEGIN
  FOR volume IN
    SELECT nspname
    FROM pg_namespace
    WHERE nspname ~ '^volume_[0-9]+$'
      AND NOT EXISTS (
        SELECT
        FROM control.volume
        WHERE nspname = 'volume_' || volume.volume_id
      )
    ORDER BY nspname
  LOOP
    BEGIN
      EXECUTE format('DROP SCHEMA %I CASCADE', volume);
      dropped := dropped + 1;
    EXCEPTION
      WHEN lock_not_available THEN
        RAISE NOTICE 'volume % is being read and stays until the next sweep', volume;
    END;
  END LOOP;
  RETURN dropped;
END
$$;
COMMENT ON FUNCTION store.drop_unpublished_volumes() IS '清除中断的运行留下的分册,返回个数。';
