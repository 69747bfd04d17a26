-- 0028 mark changes
-- Why:   on a normal night one submission of a thousand has changed, and nobody wants to read the
--        others to find out. A statement that changes rows of `intake` marks their submissions with
--        its transaction. A mark belongs to one transaction, so nobody waits for another's; and the
--        marks that a snapshot sees are a set that only grows, so whoever commits late is not
--        missed, as one would be who looked for the latest mark.
--        What goes round the triggers leaves its trace in the catalogue: a trigger that was off, a
--        table of another definition, a view in the place of a table. Where it would leave none,
--        marks are not trusted, and everything is read.
--        Where a bureau puts views in the place of these tables, revision, status and time of
--        submission are what is trusted.
-- Locks: SHARE ROW EXCLUSIVE on the tables of `intake`, ACCESS EXCLUSIVE on control.run, each for a
--        moment; nothing is rewritten.  Undo: restore from backup.
CREATE TABLE control.submission_change (
  submission_id bigint,
  transaction   xid8        NOT NULL DEFAULT pg_current_xact_id(),
  weight        numeric     NOT NULL,
  changed_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT transaction_marks_a_submission_once
    UNIQUE NULLS NOT DISTINCT (submission_id, transaction)
);
COMMENT ON TABLE control.submission_change IS
  '报送变动记录:由 intake 各表的触发器写入,每个事务对每份报送一行;迁移之前的变动没有记录。';
COMMENT ON COLUMN control.submission_change.submission_id IS '报送编号;空表示全部报送(清空表)。';
COMMENT ON COLUMN control.submission_change.transaction IS '改动它的事务;合并过的行为最近的事务。';
COMMENT ON COLUMN control.submission_change.weight IS
  '由编号与事务得出的数;合并时相加,所以合计不因合并而变。';
COMMENT ON COLUMN control.submission_change.changed_at IS '该事务开始的时间。';

CREATE FUNCTION control.mark_weight(submission_id bigint, transaction xid8) RETURNS numeric
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog
RETURN hash_record_extended(ROW(submission_id, transaction), 0);
COMMENT ON FUNCTION control.mark_weight(bigint, xid8) IS '一条变动记录的数,见 weight 列。';

-- Without marks an old state would look like the present one.
CREATE FUNCTION control.keep_marks() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
  IF current_setting('huizong.folding', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'marks of changes stay; control.fold_changes() makes them fewer'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'marks_stay';
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION control.keep_marks() IS '触发器:变动记录只能由 control.fold_changes() 合并。';
CREATE TRIGGER marks_stay
BEFORE UPDATE OR DELETE OR TRUNCATE ON control.submission_change
FOR EACH STATEMENT EXECUTE FUNCTION control.keep_marks();

-- Whoever loads a submission row by row, each in a transaction, leaves a mark a row.
CREATE FUNCTION control.fold_changes() RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET huizong.folding = 'on'
AS $$
  WITH mark AS MATERIALIZED (
    SELECT
      ctid AS place,
      row_number() OVER (PARTITION BY submission_id ORDER BY transaction DESC) AS age,
      count(*) OVER (PARTITION BY submission_id) AS mark_count,
      sum(weight) OVER (PARTITION BY submission_id) AS total
    FROM control.submission_change
  ), folded AS (
    DELETE FROM control.submission_change
    USING mark
    WHERE submission_change.ctid = mark.place
      AND mark.age > 1
  )
  UPDATE control.submission_change
  SET weight = mark.total
  FROM mark
  WHERE submission_change.ctid = mark.place
    AND mark.age = 1
    AND mark.mark_count > 1
$$;
REVOKE ALL ON FUNCTION control.fold_changes() FROM PUBLIC;
COMMENT ON FUNCTION control.fold_changes() IS
  '把每份报送已提交的变动记录合并为一行;未提交的不受影响,各数的合计不变。';

CREATE FUNCTION control.mark_changes() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO control.submission_change (submission_id, weight)
    SELECT submission_id, control.mark_weight(submission_id, pg_current_xact_id())
    FROM (SELECT DISTINCT submission_id FROM new_row) AS changed
    ON CONFLICT DO NOTHING;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO control.submission_change (submission_id, weight)
    SELECT submission_id, control.mark_weight(submission_id, pg_current_xact_id())
    FROM (SELECT submission_id FROM old_row UNION SELECT submission_id FROM new_row) AS changed
    ON CONFLICT DO NOTHING;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO control.submission_change (submission_id, weight)
    SELECT submission_id, control.mark_weight(submission_id, pg_current_xact_id())
    FROM (SELECT DISTINCT submission_id FROM old_row) AS changed
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO control.submission_change (submission_id, weight)
    VALUES (NULL, control.mark_weight(NULL, pg_current_xact_id()))
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION control.mark_changes() FROM PUBLIC;
COMMENT ON FUNCTION control.mark_changes() IS '触发器:记录哪些报送被哪个事务改动。';

CREATE FUNCTION control.mark_row() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO control.submission_change (submission_id, weight)
  SELECT DISTINCT submission_id, control.mark_weight(submission_id, pg_current_xact_id())
  FROM unnest(ARRAY[OLD.submission_id, NEW.submission_id]) AS changed (submission_id)
  WHERE submission_id IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION control.mark_row() FROM PUBLIC;
COMMENT ON FUNCTION control.mark_row() IS
  '触发器:在重放别处变动的会话(逻辑复制)中记录哪些报送被改动,那里不触发语句级触发器。';

CREATE FUNCTION control.watch_intake() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  watched text;
BEGIN
  FOR watched IN
    SELECT relname
    FROM pg_class
    WHERE relnamespace = 'intake'::regnamespace
      AND relname IN ('submission', 'line', 'stated_figure', 'explanation')
      -- A bureau's own view changes without Huizong being told.
      AND relkind = 'r'
  LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER insert_is_marked AFTER INSERT ON intake.%I '
      'REFERENCING NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION control.mark_changes()',
      watched);
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER update_is_marked AFTER UPDATE ON intake.%I '
      'REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row '
      'FOR EACH STATEMENT EXECUTE FUNCTION control.mark_changes()',
      watched);
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER delete_is_marked AFTER DELETE ON intake.%I '
      'REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION control.mark_changes()',
      watched);
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER truncate_is_marked AFTER TRUNCATE ON intake.%I '
      'FOR EACH STATEMENT EXECUTE FUNCTION control.mark_changes()',
      watched);
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER replayed_row_is_marked AFTER INSERT OR UPDATE OR DELETE '
      'ON intake.%I FOR EACH ROW '
      'WHEN (current_setting(''session_replication_role'') = ''replica'') '
      'EXECUTE FUNCTION control.mark_row()',
      watched);
    -- Also in a session that replays what happened elsewhere.
    EXECUTE format(
      'ALTER TABLE intake.%I '
      'ENABLE ALWAYS TRIGGER insert_is_marked, ENABLE ALWAYS TRIGGER update_is_marked, '
      'ENABLE ALWAYS TRIGGER delete_is_marked, ENABLE ALWAYS TRIGGER truncate_is_marked, '
      'ENABLE ALWAYS TRIGGER replayed_row_is_marked',
      watched);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION control.watch_intake() FROM PUBLIC;
COMMENT ON FUNCTION control.watch_intake() IS
  '为 intake 各表建立或恢复记录变动的触发器;触发器被停用、表被重建之后由表的所有者执行。';
SELECT control.watch_intake();

-- The definition names the row versions of the catalogue: what was changed and changed back has
-- another one. ANALYZE, VACUUM and new indexes leave them alone.
CREATE FUNCTION control.intake_watch()
RETURNS TABLE (detection text, doubts text[], definition text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog
AS $$
  WITH RECURSIVE input AS (
    SELECT oid, relname, relkind, relpersistence, relrowsecurity
    FROM pg_class
    WHERE relnamespace = 'intake'::regnamespace
      AND relname IN ('submission', 'line', 'stated_figure', 'explanation')
  ), used AS (
    SELECT oid
    FROM input
    UNION
    SELECT depend.refobjid
    FROM used
    JOIN pg_rewrite
      ON ev_class = used.oid
    JOIN pg_depend AS depend
      ON depend.classid = 'pg_rewrite'::regclass
      AND depend.objid = pg_rewrite.oid
      AND depend.refclassid = 'pg_class'::regclass
  ), marking AS (
    SELECT tgrelid, bit_or(tgtype) FILTER (WHERE tgtype & 1 = 0) AS statements,
      bit_or(tgtype) FILTER (WHERE tgtype & 1 = 1) AS rows
    FROM pg_trigger
    WHERE tgenabled = 'A'
      AND cardinality(tgattr::smallint[]) = 0
      AND (
        tgfoid = 'control.mark_changes()'::regprocedure AND tgtype & 1 = 0 AND tgqual IS NULL
        OR tgfoid = 'control.mark_row()'::regprocedure AND tgtype & 1 = 1
      )
    GROUP BY tgrelid
  ), doubt AS (
    SELECT relname || ':partitioned' AS doubt
    FROM input
    WHERE relkind = 'p'
    UNION ALL
    -- 4 insert, 8 delete, 16 update, 32 truncate.
    SELECT relname || ':unmarked'
    FROM input
    LEFT JOIN marking
      ON tgrelid = input.oid
    WHERE relkind = 'r'
      AND (
        coalesce(statements, 0::smallint) & 60 <> 60
        OR coalesce(rows, 0::smallint) & 28 <> 28
      )
    UNION ALL
    -- What is written into a child, or through a parent, fires no trigger of this table.
    SELECT relname || ':inherited'
    FROM input
    WHERE relkind = 'r'
      AND EXISTS (SELECT FROM pg_inherits WHERE input.oid IN (inhparent, inhrelid))
    UNION ALL
    SELECT relname || ':subscribed'
    FROM input
    WHERE relkind = 'r'
      AND EXISTS (SELECT FROM pg_subscription_rel WHERE srrelid = input.oid)
    UNION ALL
    -- A server that crashed empties the table.
    SELECT relname || ':unlogged'
    FROM input
    WHERE relkind = 'r'
      AND relpersistence <> 'p'
    UNION ALL
    SELECT relname || ':row_security'
    FROM input
    WHERE relkind = 'r'
      AND relrowsecurity
    UNION ALL
    -- What a type of somebody's own shows, and what is worked out while reading, changes elsewhere.
    SELECT DISTINCT relname || ':own_type'
    FROM input
    JOIN pg_attribute
      ON attrelid = input.oid
    JOIN pg_type
      ON pg_type.oid = atttypid
    WHERE relkind = 'r'
      AND attnum > 0
      AND (typnamespace <> 'pg_catalog'::regnamespace OR attgenerated NOT IN ('', 's'))
    UNION ALL
    -- Marks of another cluster, whose transactions had higher numbers: until this one has passed
    -- them, a mark may be taken for one that is there already.
    SELECT 'submission:restored'
    WHERE EXISTS (
        SELECT
        FROM control.submission_change
        WHERE transaction >= pg_snapshot_xmax(pg_current_snapshot())
      )
  ), part AS (
    SELECT concat_ws('|', 'relation', oid, relnamespace, relname, relkind, pg_class.xmin) AS part
    FROM used
    JOIN pg_class USING (oid)
    UNION ALL
    SELECT concat_ws('|', 'column', attrelid, attnum, pg_attribute.xmin)
    FROM used
    JOIN pg_attribute
      ON attrelid = used.oid
      AND attnum > 0
    UNION ALL
    SELECT concat_ws('|', 'rule', pg_rewrite.oid, pg_rewrite.xmin)
    FROM used
    JOIN pg_rewrite
      ON ev_class = used.oid
    UNION ALL
    SELECT concat_ws('|', 'trigger', pg_trigger.oid, pg_trigger.xmin)
    FROM used
    JOIN pg_trigger
      ON tgrelid = used.oid
    WHERE NOT tgisinternal
    UNION ALL
    SELECT concat_ws('|', 'policy', pg_policy.oid, pg_policy.xmin)
    FROM used
    JOIN pg_policy
      ON polrelid = used.oid
    UNION ALL
    SELECT DISTINCT concat_ws('|', 'function', pg_proc.oid, pg_proc.xmin)
    FROM pg_proc
    WHERE oid IN (
        'control.mark_changes()'::regprocedure, 'control.mark_row()'::regprocedure,
        'control.mark_weight(bigint, xid8)'::regprocedure
      )
      OR oid IN (
        SELECT depend.refobjid
        FROM used
        JOIN pg_rewrite
          ON ev_class = used.oid
        JOIN pg_depend AS depend
          ON depend.classid = 'pg_rewrite'::regclass
          AND depend.objid = pg_rewrite.oid
          AND depend.refclassid = 'pg_proc'::regclass
      )
    UNION ALL
    -- Another table in the place of the marks, or rules and triggers of it.
    SELECT concat_ws('|', 'marks', pg_class.oid, pg_class.xmin, pg_trigger.oid, pg_trigger.xmin)
    FROM pg_class
    LEFT JOIN pg_trigger
      ON tgrelid = pg_class.oid
    WHERE pg_class.oid = 'control.submission_change'::regclass
  )
  SELECT
    CASE
      WHEN EXISTS (SELECT FROM doubt) THEN 'everything'
      WHEN EXISTS (SELECT FROM input WHERE relkind <> 'r') THEN 'heads'
      ELSE 'marks'
    END,
    ARRAY(SELECT doubt FROM doubt ORDER BY doubt),
    (
      SELECT encode(
          sha256(convert_to(string_agg(part, E'\n' ORDER BY part COLLATE "C"), 'UTF8')), 'hex')
      FROM part
    )
$$;
COMMENT ON FUNCTION control.intake_watch() IS
  '如何得知报送的变动:detection 为 marks(触发器记录)、heads(视图:版本、状态、提交时间)或 '
  'everything(不可信,读取全部);doubts 为不可信的原因(表:原因);definition 为各表、视图与触发器'
  '定义的摘要,任何改动(包括改回)都使其不同。';

-- A version tells nothing but that it is another one. What was read under a snapshot is compared
-- with what a later snapshot sees, whichever marks were folded meanwhile.
CREATE FUNCTION control.submission_versions() RETURNS TABLE (
  submission_id bigint, fiscal_year integer, unit_code text, kind text, revision integer,
  status text, version bigint, changed_at timestamptz
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog
AS $$
  WITH mark AS MATERIALIZED (
    SELECT submission_id, sum(weight) AS weight, max(changed_at) AS changed_at
    FROM control.submission_change
    GROUP BY submission_id
  ), every_submission AS (
    SELECT coalesce(sum(weight), 0) AS weight, max(changed_at) AS changed_at
    FROM mark
    WHERE submission_id IS NULL
  )
  SELECT
    submission.submission_id::bigint,
    submission.fiscal_year::integer,
    submission.unit_code::text,
    submission.kind::text,
    submission.revision::integer,
    submission.status::text,
    hash_record_extended(
      ROW(
        submission.unit_code::text, submission.fiscal_year::integer, submission.kind::text,
        submission.revision::integer, submission.status::text, submission.amount_unit::text,
        submission.printed_decimals::integer, submission.submitted_at::timestamptz,
        coalesce(mark.weight, 0), every_submission.weight
      ),
      0
    ),
    greatest(mark.changed_at, every_submission.changed_at)
  FROM intake.submission
  CROSS JOIN every_submission
  LEFT JOIN mark USING (submission_id)
$$;
COMMENT ON FUNCTION control.submission_versions() IS
  '各报送的当前版本值 version:内容可能变动时必不同,仅可比较是否相等;changed_at 为最近变动时间,'
  '空表示没有记录。是否可信见 control.intake_watch()。';

ALTER TABLE control.run
  ADD COLUMN change_detection text,
  ADD COLUMN change_doubts text[],
  ADD CONSTRAINT change_detection_is_known CHECK (
    change_detection IN ('marks', 'heads', 'everything')
  );
COMMENT ON COLUMN control.run.change_detection IS
  '如何得知变动:marks 触发器记录,heads 视图的版本、状态与提交时间,everything 读取全部;空表示尚未得知。';
COMMENT ON COLUMN control.run.change_doubts IS
  '不信任变动记录的原因,每项为“表:原因”:unmarked 触发器缺失或停用,partitioned 分区表,'
  'inherited 有继承关系,subscribed 逻辑复制的订阅,unlogged 不记日志的表,row_security 行级安全,'
  'own_type 自定义类型或读取时计算的列,restored 变动记录来自恢复前的数据库;空表示信任或无需信任。';

-- The same sentence wherever the column is shown.
DO $$
DECLARE
  shown record;
BEGIN
  FOR shown IN
    SELECT nspname, relname, attname, relkind
    FROM pg_description
    JOIN pg_class
      ON pg_class.oid = objoid
    JOIN pg_namespace
      ON pg_namespace.oid = relnamespace
    JOIN pg_attribute
      ON attrelid = objoid
      AND attnum = objsubid
    WHERE classoid = 'pg_class'::regclass
      AND nspname IN ('store', 'summary', 'summary_zh')
      AND description = '所据各数:名称、印出的数、上下限、行号。'
  LOOP
    EXECUTE format(
      'COMMENT ON COLUMN %I.%I.%I IS %L', shown.nspname, shown.relname, shown.attname,
      '所据各数(JSON 数组,按关系中的次序):label 名称;printed 印出的数及单位;'
      'low、high 为舍入区间的下限与上限(单位同 stated:元、百分比或个数);line_no 行号;'
      'measure 该行的哪个金额(initial_budget 年初预算数、final_budget 全年预算数、actual 决算数);'
      'figure 表外数字的名称。不适用的键不出现;清单过长时截断,末项注明另有几个数。');
  END LOOP;
END
$$;
