-- 0009 create import
-- Why:   import checks a file with the target table's own constraints and keys, as the catalogue
--        lists them: a new column or constraint needs no second description anywhere.
-- Locks: none, everything is new.  Undo: restore from backup.
-- One import is one transaction: stage, (COPY staged), settle for each file; then defects for each
-- file; then clear once if rows are replaced; then load for each file. The staged rows live in
-- temporary tables pg_temp.staged_<table>, which have the columns of their target without its
-- constraints, and the line of the file. Every name goes through %I or regclass.
CREATE SCHEMA import;
COMMENT ON SCHEMA import IS '导入:把文件内容放入临时表、检查、再写入参照与报送数据。';

CREATE FUNCTION import.target(table_name text) RETURNS regclass
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
RETURN (
  SELECT class.oid::regclass
  FROM pg_class AS class
  WHERE class.relname = table_name
    AND class.relkind = 'r'
    AND class.relnamespace IN ('reference'::regnamespace, 'intake'::regnamespace)
);
COMMENT ON FUNCTION import.target(text) IS '按名称查找参照或报送数据的表;没有时为空。';

CREATE FUNCTION import.staged(table_name text) RETURNS regclass
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
RETURN to_regclass(format('pg_temp.%I', 'staged_' || table_name));
COMMENT ON FUNCTION import.staged(text) IS '某表的临时表;本次导入没有该表的文件时为空。';

-- The target is locked against other writers, so that what the checks find still holds at load.
CREATE FUNCTION import.stage(table_name text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', import.target(table_name));
  EXECUTE format(
    'CREATE TEMPORARY TABLE staged ON COMMIT DROP AS '
    'SELECT target.*, 0::bigint AS import_line FROM %s AS target WITH NO DATA',
    import.target(table_name)
  );
END
$$;
COMMENT ON FUNCTION import.stage(text) IS '建立空的临时表 staged,供 COPY 写入某表的文件。';

-- An empty field is null; where the target knows a default instead, the row takes it.
CREATE FUNCTION import.settle(table_name text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  filled record;
BEGIN
  FOR filled IN
    SELECT attribute.attname AS column_name,
      pg_get_expr(fallback.adbin, fallback.adrelid) AS value
    FROM pg_attribute AS attribute
    JOIN pg_attrdef AS fallback
      ON fallback.adrelid = attribute.attrelid
      AND fallback.adnum = attribute.attnum
    WHERE attribute.attrelid = import.target(table_name)
    ORDER BY attribute.attnum
  LOOP
    EXECUTE format(
      'UPDATE pg_temp.staged SET %1$I = %2$s WHERE %1$I IS NULL', filled.column_name, filled.value
    );
  END LOOP;
  EXECUTE format('ALTER TABLE pg_temp.staged RENAME TO %I', 'staged_' || table_name);
  EXECUTE format('ANALYZE %s', import.staged(table_name));
END
$$;
COMMENT ON FUNCTION import.settle(text) IS '文件读完之后:补默认值,临时表改名为 staged_表名。';

CREATE FUNCTION import.column_list(target regclass, attnums smallint[], prefix text DEFAULT '')
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
RETURN (
  SELECT string_agg(prefix || quote_ident(attribute.attname), ', ' ORDER BY place.ordinality)
  FROM unnest(attnums) WITH ORDINALITY AS place (attnum, ordinality)
  JOIN pg_attribute AS attribute
    ON attribute.attrelid = target
    AND attribute.attnum = place.attnum
);
COMMENT ON FUNCTION import.column_list(regclass, smallint[], text) IS
  '列名清单,带引号,以逗号分隔,可加前缀。';

-- Rows that the CHECK constraints of the target would refuse. The first filter takes one scan when
-- all rows are good; only a row that fails it is asked constraint by constraint.
CREATE FUNCTION import.constraint_defects(table_name text)
RETURNS TABLE (line bigint, column_name text, reason text, detail text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  all_hold text;
  verdicts text;
BEGIN
  SELECT
    string_agg(format('(%s)', pg_get_expr(conbin, conrelid)), ' AND ' ORDER BY conname),
    string_agg(
      format(
        '(%L, %L, %s)',
        import.column_list(conrelid, conkey), conname, pg_get_expr(conbin, conrelid)
      ),
      ', ' ORDER BY conname
    )
  INTO all_hold, verdicts
  FROM pg_constraint
  WHERE conrelid = import.target(table_name)
    AND contype = 'c';
  RETURN QUERY EXECUTE format(
    'SELECT staged.import_line, verdict.column_name, %L, verdict.constraint_name '
    'FROM %s AS staged '
    'CROSS JOIN LATERAL (VALUES %s) AS verdict (column_name, constraint_name, holds) '
    'WHERE (%s) IS FALSE AND verdict.holds IS FALSE',
    'constraint_violated', import.staged(table_name), verdicts, all_hold
  );
END
$$;
COMMENT ON FUNCTION import.constraint_defects(text) IS '目标表的 CHECK 约束不接受的行。';

-- Rows whose key stands in the file twice, or already in the target in a row that stays. With
-- `replace` a target row goes when the file holds its primary key.
CREATE FUNCTION import.key_defects(table_name text, replace boolean)
RETURNS TABLE (line bigint, column_name text, reason text, detail text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB'
AS $$
DECLARE
  target CONSTANT regclass := import.target(table_name);
  staged CONSTANT regclass := import.staged(table_name);
  stays  text := '';
  unique_key record;
BEGIN
  IF replace THEN
    SELECT format(
      'WHERE NOT EXISTS (SELECT FROM %s AS going WHERE (%s) = (%s))', staged,
      import.column_list(target, conkey, 'going.'), import.column_list(target, conkey, 'target.')
    )
    INTO stays
    FROM pg_constraint
    WHERE conrelid = target
      AND contype = 'p';
  END IF;
  FOR unique_key IN
    SELECT import.column_list(target, conkey) AS columns,
      replace AND contype = 'p' AS is_replaced
    FROM pg_constraint
    WHERE conrelid = target
      AND contype IN ('p', 'u')
    ORDER BY conname
  LOOP
    RETURN QUERY EXECUTE format(
      'SELECT staged.import_line, %1$L, %2$L, doubled.first_line::text '
      'FROM (SELECT %1$s, min(import_line) AS first_line FROM %3$s '
      'GROUP BY %1$s HAVING count(*) > 1) AS doubled '
      'JOIN %3$s AS staged USING (%1$s) '
      'WHERE staged.import_line > doubled.first_line',
      unique_key.columns, 'key_doubled', staged
    );
    CONTINUE WHEN unique_key.is_replaced;
    RETURN QUERY EXECUTE format(
      'SELECT staged.import_line, %1$L, %2$L, NULL '
      'FROM %3$s AS staged JOIN %4$s AS target USING (%1$s) %5$s',
      unique_key.columns, 'key_exists', staged, target, stays
    );
  END LOOP;
END
$$;
COMMENT ON FUNCTION import.key_defects(text, boolean) IS '键在文件内重复、或已存在于目标表的行。';

-- Rows of a submission that stands neither in the target nor among the staged ones.
CREATE FUNCTION import.orphan_defects(table_name text)
RETURNS TABLE (line bigint, column_name text, reason text, detail text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  known text := 'SELECT submission_id FROM intake.submission';
BEGIN
  IF table_name NOT IN ('line', 'stated_figure', 'explanation') THEN
    RETURN;
  END IF;
  IF import.staged('submission') IS NOT NULL THEN
    known := known || ' UNION ALL SELECT submission_id FROM pg_temp.staged_submission';
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT staged.import_line, %L, %L, staged.submission_id::text FROM %s AS staged '
    'WHERE staged.submission_id IS NOT NULL AND NOT EXISTS ('
    'SELECT FROM (%s) AS known WHERE known.submission_id = staged.submission_id)',
    'submission_id', 'unknown_submission', import.staged(table_name), known
  );
END
$$;
COMMENT ON FUNCTION import.orphan_defects(text) IS '所属报送既不在文件中也不在库中的行。';

CREATE FUNCTION import.defects(table_name text, replace boolean)
RETURNS TABLE (line bigint, column_name text, reason text, detail text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT constraints.line, constraints.column_name, constraints.reason, constraints.detail
  FROM import.constraint_defects(table_name) AS constraints
  UNION ALL
  SELECT keys.line, keys.column_name, keys.reason, keys.detail
  FROM import.key_defects(table_name, replace) AS keys
  UNION ALL
  SELECT orphans.line, orphans.column_name, orphans.reason, orphans.detail
  FROM import.orphan_defects(table_name) AS orphans;
END;
COMMENT ON FUNCTION import.defects(text, boolean) IS
  '临时表中不能写入目标表的行:行号、列、原因、补充;参数:表名、是否替换。';

-- Takes out what the files replace: rows by primary key, and of each submission in any of the
-- files everything that belongs to it.
CREATE FUNCTION import.clear() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  cleared record;
BEGIN
  CREATE TEMPORARY TABLE replaced_submission (submission_id bigint PRIMARY KEY) ON COMMIT DROP;
  FOR cleared IN
    SELECT import.staged(class.relname::text) AS staged, class.oid::regclass AS target,
      import.column_list(class.oid, conkey, 'target.') AS target_key,
      import.column_list(class.oid, conkey, 'staged.') AS staged_key,
      class.relnamespace = 'intake'::regnamespace AS belongs_to_a_submission
    FROM pg_class AS class
    JOIN pg_constraint
      ON conrelid = class.oid
      AND contype = 'p'
    WHERE class.oid = import.target(class.relname::text)
      AND import.staged(class.relname::text) IS NOT NULL
    ORDER BY class.relname
  LOOP
    IF cleared.belongs_to_a_submission THEN
      EXECUTE format(
        'INSERT INTO pg_temp.replaced_submission (submission_id) '
        'SELECT DISTINCT submission_id FROM %s ON CONFLICT DO NOTHING', cleared.staged
      );
    END IF;
    EXECUTE format(
      'DELETE FROM %s AS target USING %s AS staged WHERE (%s) = (%s)',
      cleared.target, cleared.staged, cleared.target_key, cleared.staged_key
    );
  END LOOP;
  DELETE FROM intake.line AS target
  USING pg_temp.replaced_submission AS replaced
  WHERE target.submission_id = replaced.submission_id;
  DELETE FROM intake.stated_figure AS target
  USING pg_temp.replaced_submission AS replaced
  WHERE target.submission_id = replaced.submission_id;
  DELETE FROM intake.explanation AS target
  USING pg_temp.replaced_submission AS replaced
  WHERE target.submission_id = replaced.submission_id;
END
$$;
COMMENT ON FUNCTION import.clear() IS
  '替换前的清除:按主键删除旧行,并删除文件所涉报送的全部行、数字与说明。';

CREATE FUNCTION import.load(table_name text) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  columns   text;
  row_count bigint;
BEGIN
  SELECT import.column_list(attrelid, array_agg(attnum ORDER BY attnum))
  INTO columns
  FROM pg_attribute
  WHERE attrelid = import.target(table_name)
    AND attnum > 0
    AND NOT attisdropped
  GROUP BY attrelid;
  EXECUTE format(
    'INSERT INTO %s (%s) SELECT %2$s FROM %3$s',
    import.target(table_name), columns, import.staged(table_name)
  );
  GET DIAGNOSTICS row_count = ROW_COUNT;
  RETURN row_count;
END
$$;
COMMENT ON FUNCTION import.load(text) IS '把检查过的临时表写入目标表,返回行数。';
