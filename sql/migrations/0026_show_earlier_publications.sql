-- 0026 show earlier publications
-- Why:   an auditor asks for what was published in March. Every volume of a publication that is
--        kept is there, attached or not; an earlier publication is shown by the definition of the
--        view itself, in which its volumes stand in place of the current ones, so that a view and
--        its past cannot drift apart. Going back to an earlier publication moves the pointer, and
--        retention takes away what nobody keeps any more.
-- Locks: none that readers notice.  Undo: restore from backup.

-- The owner of the views reads volumes by themselves, too, not only through their parents.
CREATE OR REPLACE FUNCTION store.create_volume(run_id bigint, fiscal_year integer) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  volume_id CONSTANT bigint := nextval(pg_get_serial_sequence('control.volume', 'volume_id'));
  volume    CONSTANT text := 'volume_' || volume_id;
  reader    CONSTANT name := (
    SELECT relowner::regrole::name
    FROM pg_class
    WHERE oid = 'summary.subject_year'::regclass
  );
  table_name text;
BEGIN
  EXECUTE format('CREATE SCHEMA %I', volume);
  EXECUTE format(
    'COMMENT ON SCHEMA %I IS %L', volume,
    format('运行 %s 的 %s 年度分册。', create_volume.run_id, create_volume.fiscal_year));
  FOREACH table_name IN ARRAY store.volume_tables() LOOP
    PERFORM store.create_volume_table(volume_id, create_volume.fiscal_year, table_name);
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', volume, reader);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', volume, reader);
  RETURN volume_id;
END
$$;

CREATE FUNCTION store.volume_rows(table_name text, volumes bigint[]) RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog
RETURN (
  WITH columns AS (
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list
    FROM pg_attribute
    WHERE attrelid = format('store.%I', table_name)::regclass
      AND attnum > 0
      AND NOT attisdropped
  )
  SELECT
    coalesce(
      (
        SELECT
          string_agg(
            format('SELECT %s FROM %I.%I', columns.list, 'volume_' || volume, table_name),
            ' UNION ALL ' ORDER BY place
          )
        FROM unnest(volumes) WITH ORDINALITY AS listed (volume, place)
      ),
      format('SELECT %s FROM store.%I WHERE false', columns.list, table_name)
    )
  FROM columns
);
COMMENT ON FUNCTION store.volume_rows(text, bigint[]) IS
  '若干分册中某表全部行的查询语句,不论分册是否并入、是否已发布。';

CREATE FUNCTION control.expect_kept(publication_id bigint) RETURNS void
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog
AS $$
BEGIN
  IF NOT EXISTS (
    SELECT
    FROM control.publication
    WHERE publication.publication_id = expect_kept.publication_id
  ) THEN
    RAISE EXCEPTION 'publication % is not kept', coalesce(publication_id::text, 'null')
      USING ERRCODE = '22023', CONSTRAINT = 'publication_is_kept';
  END IF;
END
$$;
COMMENT ON FUNCTION control.expect_kept(bigint) IS '拒绝不在保留之列的发布编号。';

-- Every relation that the view is made of and that tells of the current publication becomes a
-- named query of the same name and columns. What people had answered is what they had answered
-- until a moment, and its day stands for today.
CREATE FUNCTION store.definition_over(
  shown regclass, publication_id bigint, years integer[], volumes bigint[], until timestamptz
) RETURNS text
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog
AS $$
DECLARE
  relation record;
  known    text;
  body     text;
  bodies   text[] := '{}';
  names    text[] := '{}';
BEGIN
  FOR relation IN
    WITH RECURSIVE used AS (
      SELECT shown::oid AS oid, 0 AS depth
      UNION
      SELECT depend.refobjid, used.depth + 1
      FROM used
      JOIN pg_rewrite
        ON ev_class = used.oid
      JOIN pg_depend AS depend
        ON depend.classid = 'pg_rewrite'::regclass
        AND depend.objid = pg_rewrite.oid
        AND depend.refclassid = 'pg_class'::regclass
        AND depend.refobjid <> used.oid
    )
    SELECT
      pg_class.oid,
      relname,
      nspname || '.' || relname AS name,
      CASE
        WHEN relkind = 'v' THEN 'view'
        WHEN nspname = 'store' AND relname = ANY (store.volume_tables()) THEN 'volume'
        WHEN nspname = 'control' AND relname = 'current_publication' THEN 'pointer'
        WHEN nspname = 'control' AND relname = 'publication_year' THEN 'years'
      END AS role,
      max(depth) AS depth
    FROM used
    JOIN pg_class USING (oid)
    JOIN pg_namespace
      ON pg_namespace.oid = relnamespace
    GROUP BY pg_class.oid, relname, nspname, relkind
    ORDER BY max(depth) DESC, 3
  LOOP
    CONTINUE WHEN relation.role IS NULL;
    body := CASE relation.role
      WHEN 'view' THEN rtrim(pg_get_viewdef(relation.oid), ';')
      WHEN 'volume' THEN store.volume_rows(relation.relname, volumes)
      WHEN 'pointer' THEN format(
        'SELECT true AS only_row, %L::bigint AS publication_id, 0::bigint AS fence_token',
        publication_id)
      ELSE format(
        'SELECT %L::bigint AS publication_id, fiscal_year, volume_id '
        'FROM unnest(%L::integer[], %L::bigint[]) AS placed (fiscal_year, volume_id)',
        publication_id, years, volumes)
    END;
    IF relation.role = 'view' THEN
      FOREACH known IN ARRAY names LOOP
        body := regexp_replace(
          body, '\m' || replace(known, '.', '\.') || '\M', split_part(known, '.', 2), 'g');
      END LOOP;
      body := replace(
        body, 'control.anomaly_answer', format('control.answers_known_at(%L)', until));
      body := replace(
        body, 'control.today()', format('%L::date', (until AT TIME ZONE 'Asia/Shanghai')::date));
    END IF;
    EXIT WHEN relation.depth = 0;
    bodies := bodies || format('%I AS NOT MATERIALIZED (%s)', relation.relname, body);
    names := names || relation.name;
  END LOOP;
  RETURN concat('WITH ' || nullif(array_to_string(bodies, ', '), '') || ' ', body);
END
$$;
COMMENT ON FUNCTION
  store.definition_over(regclass, bigint, integer[], bigint[], timestamptz) IS
  '把视图的定义改为显示指定的分册:分册与指针换成给定的,答复截至某时刻。';

-- Its answers are those given until the next publication took the place of this one.
CREATE FUNCTION store.definition_as_of(shown regclass, publication_id bigint) RETURNS text
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog
AS $$
DECLARE
  placed record;
BEGIN
  PERFORM control.expect_kept(publication_id);
  SELECT
    array_agg(fiscal_year ORDER BY fiscal_year) AS years,
    array_agg(volume_id ORDER BY fiscal_year) AS volumes
  INTO placed
  FROM control.publication_year
  WHERE publication_year.publication_id = definition_as_of.publication_id;
  RETURN store.definition_over(
    shown, publication_id, placed.years, placed.volumes,
    coalesce(
      (
        SELECT min(published_at)
        FROM control.publication
        WHERE publication.publication_id > definition_as_of.publication_id
          AND NOT EXISTS (
            SELECT
            FROM control.current_publication
            WHERE current_publication.publication_id = definition_as_of.publication_id
          )
      ),
      now()
    )
  );
END
$$;
COMMENT ON FUNCTION store.definition_as_of(regclass, bigint) IS
  '把视图的定义改为显示某次较早的发布;答复为该次发布被取代时已有的。';

CREATE FUNCTION control.answers_known_at(moment timestamptz) RETURNS SETOF control.anomaly_answer
LANGUAGE sql
STABLE
SET search_path = pg_catalog
AS $$
  SELECT answer.*
  FROM control.anomaly_answer AS answer
  WHERE answer.answered_at <= moment
$$;
COMMENT ON FUNCTION control.answers_known_at(timestamptz) IS '某时刻之前已有的答复。';

-- Whoever reads earlier publications must know which there are.
CREATE VIEW summary.kept_publication AS
SELECT
  publication.publication_id,
  publication.published_at,
  publication.publication_id IS NOT DISTINCT FROM (
    SELECT publication_id
    FROM control.current_publication
  ) AS is_current,
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
FROM control.publication;
COMMENT ON VIEW summary.kept_publication IS '仍在保留之列的历次发布,一次一行。';
COMMENT ON COLUMN summary.kept_publication.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.kept_publication.published_at IS '发布时间。';
COMMENT ON COLUMN summary.kept_publication.is_current IS '是否为当前发布。';
COMMENT ON COLUMN summary.kept_publication.run_id IS '运行编号。';
COMMENT ON COLUMN summary.kept_publication.fiscal_years IS '包含的年度。';
COMMENT ON COLUMN summary.kept_publication.digest IS '内容摘要。';
COMMENT ON COLUMN summary.kept_publication.cell_count IS '汇总单元数。';
COMMENT ON COLUMN summary.kept_publication.coverage_count IS '报送情况条数。';
COMMENT ON COLUMN summary.kept_publication.anomaly_count IS '异常条数。';
COMMENT ON COLUMN summary.kept_publication.line_count IS '有效报送的行数。';
COMMENT ON COLUMN summary.kept_publication.submission_count IS '有效报送数。';
COMMENT ON COLUMN summary.kept_publication.total_initial_budget IS '各年年初预算合计,单位:元。';
COMMENT ON COLUMN summary.kept_publication.total_final_budget IS '各年全年预算合计,单位:元。';
COMMENT ON COLUMN summary.kept_publication.total_actual IS '各年决算合计,单位:元。';

CREATE FUNCTION summary.subject_year_as_of(publication_id bigint) RETURNS SETOF summary.subject_year
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
BEGIN
  RETURN QUERY EXECUTE store.definition_as_of(
    'summary.subject_year', subject_year_as_of.publication_id);
END
$$;
REVOKE ALL ON FUNCTION summary.subject_year_as_of(bigint) FROM PUBLIC;
COMMENT ON FUNCTION summary.subject_year_as_of(bigint) IS
  '某次较早发布的功能科目汇总,列同 summary.subject_year;该发布须仍在保留之列。';

CREATE FUNCTION summary.anomaly_as_of(publication_id bigint) RETURNS SETOF summary.anomaly
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
BEGIN
  RETURN QUERY EXECUTE store.definition_as_of('summary.anomaly', anomaly_as_of.publication_id);
END
$$;
REVOKE ALL ON FUNCTION summary.anomaly_as_of(bigint) FROM PUBLIC;
COMMENT ON FUNCTION summary.anomaly_as_of(bigint) IS
  '某次较早发布的异常清单,列同 summary.anomaly;状态为该次发布被取代时所知。';

-- A run whose publication is shown again is published again.
CREATE OR REPLACE FUNCTION control.refuse_illegal_run_move() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'running' THEN
      RAISE EXCEPTION 'a run starts as running, not as %', NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'run_moves_are_legal';
    END IF;
  ELSIF NEW.run_id <> OLD.run_id OR NEW.fence_token <> OLD.fence_token THEN
    RAISE EXCEPTION 'run % keeps its number and its fence token', OLD.run_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'run_moves_are_legal';
  ELSIF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
    ('running', 'staged'), ('running', 'up_to_date'), ('running', 'refused'),
    ('running', 'failed'), ('running', 'abandoned'),
    ('staged', 'published'), ('staged', 'refused'), ('staged', 'failed'), ('staged', 'abandoned'),
    ('published', 'superseded'), ('superseded', 'published')
  ) THEN
    RAISE EXCEPTION 'run % cannot move from % to %', OLD.run_id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'run_moves_are_legal';
  END IF;
  RETURN NEW;
END
$$;

-- A volume belongs to one run and year; without a publication that shows it, it is nobody's.
CREATE FUNCTION control.delete_publications(publication_ids bigint[]) RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  deleted bigint[];
BEGIN
  IF EXISTS (
    SELECT
    FROM control.current_publication
    WHERE publication_id = ANY (publication_ids)
  ) THEN
    RAISE EXCEPTION 'the current publication is kept'
      USING ERRCODE = '22023', CONSTRAINT = 'current_publication_is_kept';
  END IF;
  WITH gone AS (
    DELETE FROM control.publication
    WHERE publication_id = ANY (publication_ids)
    RETURNING publication_id
  )
  SELECT array_agg(publication_id ORDER BY publication_id)
  INTO deleted
  FROM gone;
  DELETE FROM control.volume
  WHERE NOT EXISTS (
      SELECT
      FROM control.publication_year
      WHERE publication_year.volume_id = volume.volume_id
    )
    -- What is attached still, because somebody reads it, is detached by a later run, while its
    -- volume is known: dropped as it is, it would keep every reader waiting.
    AND NOT EXISTS (
      SELECT
      FROM pg_inherits
      JOIN pg_class
        ON pg_class.oid = inhrelid
      WHERE relnamespace = to_regnamespace('volume_' || volume.volume_id)
    );
  IF deleted IS NOT NULL THEN
    INSERT INTO control.audit (action, detail)
    VALUES ('delete_publications', jsonb_build_object('publication_ids', deleted));
  END IF;
  RETURN coalesce(cardinality(deleted), 0);
END
$$;
REVOKE ALL ON FUNCTION control.delete_publications(bigint[]) FROM PUBLIC;
COMMENT ON FUNCTION control.delete_publications(bigint[]) IS
  '删除不再保留的发布及无人使用的分册登记,返回删除的发布数;分册的表随后清除。留有审计记录。';
