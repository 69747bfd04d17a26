-- 0037 show units their own
-- Why:   a unit's own people see the published figures, anomalies and coverage of their own units,
--        and nothing of others. A tile holds cells of many units in one row, so row security cannot
--        tell them apart, and a view over the views would still show in its plan how many rows it
--        left out. So what a unit reads is behind functions that work with the owner's rights and
--        give rows of the caller's units only; to the planner they are closed. The views in front
--        have `security_invoker`: they give nobody rights that the functions do not. What belongs
--        to a table as a whole and the server tells everybody, such as its size, stays told.
-- Locks: ACCESS EXCLUSIVE on control.unit_member for a moment; the rest is new.
-- Undo:  DROP SCHEMA own_summary CASCADE; restore control.answer_anomaly from 0016.
CREATE SCHEMA own_summary;
COMMENT ON SCHEMA own_summary IS '本单位的汇总结果(当前发布):单位用户所属单位的数、异常与报送情况,不含其他单位。';

-- The whole district is no unit: whoever belonged to it would see everybody's money.
ALTER TABLE control.unit_member
ADD CONSTRAINT member_belongs_to_a_unit CHECK (unit_code <> '*') NOT VALID;

-- The same as control.is_member_of for every unit and year there is, found from above: the tree of
-- a year is the rows valid in it, of which the one that began last counts. A group is seen whole
-- where all units that were below it when the year was published are the caller's as well.
CREATE FUNCTION control.own_units()
RETURNS TABLE (fiscal_year integer, unit_code text, is_whole boolean)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  WITH RECURSIVE membership AS MATERIALIZED (
    SELECT member.unit_code, member.with_children
    FROM control.unit_member AS member
    WHERE member.role_name = coalesce(
        nullif(current_setting('role'), 'none'), session_user::text)
      AND member.unit_code <> '*'
  ), year AS MATERIALIZED (
    SELECT placed.fiscal_year, placed.volume_id
    FROM control.current_publication
    JOIN control.publication_year AS placed USING (publication_id)
  ), tree AS MATERIALIZED (
    SELECT year.fiscal_year, placed.unit_code, placed.parent_code
    FROM year
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (unit.unit_code) unit.unit_code, unit.parent_code
      FROM reference.unit
      WHERE unit.valid_from <= year.fiscal_year
        AND (unit.valid_to IS NULL OR unit.valid_to >= year.fiscal_year)
      ORDER BY unit.unit_code, unit.valid_from DESC
    ) AS placed
    WHERE EXISTS (
        SELECT
        FROM membership
        WHERE with_children
      )
  ), own AS (
    SELECT year.fiscal_year, membership.unit_code, membership.with_children
    FROM year
    CROSS JOIN membership
    UNION
    SELECT tree.fiscal_year, tree.unit_code, true
    FROM own
    JOIN tree
      ON tree.fiscal_year = own.fiscal_year
      AND tree.parent_code = own.unit_code
    WHERE own.with_children
  ), numbered AS MATERIALIZED (
    SELECT DISTINCT own.fiscal_year, year.volume_id, unit.unit_id, unit.unit_code
    FROM own
    JOIN year USING (fiscal_year)
    JOIN store.unit USING (unit_code)
  ), broken AS (
    SELECT above.fiscal_year, above.volume_id, above.unit_id
    FROM numbered AS above
    JOIN store.unit_name AS below
      ON below.fiscal_year = above.fiscal_year
      AND below.volume_id = above.volume_id
      AND below.parent_id = above.unit_id
    WHERE NOT EXISTS (
        SELECT
        FROM numbered
        WHERE numbered.fiscal_year = below.fiscal_year
          AND numbered.unit_id = below.unit_id
      )
    UNION
    SELECT broken.fiscal_year, broken.volume_id, placed.parent_id
    FROM broken
    JOIN store.unit_name AS placed
      ON placed.fiscal_year = broken.fiscal_year
      AND placed.volume_id = broken.volume_id
      AND placed.unit_id = broken.unit_id
    WHERE placed.parent_id IS NOT NULL
  )
  SELECT DISTINCT
    own.fiscal_year,
    own.unit_code,
    NOT EXISTS (
      SELECT
      FROM broken
      JOIN numbered USING (fiscal_year, unit_id)
      WHERE broken.fiscal_year = own.fiscal_year
        AND numbered.unit_code = own.unit_code
    )
  FROM own
$$;
REVOKE ALL ON FUNCTION control.own_units() FROM PUBLIC;
COMMENT ON FUNCTION control.own_units() IS
  '调用者(登录用户,或其所取的角色)在当前发布各年度所属的单位;is_whole 为已发布的全部下级单位也属于他。';

-- Some rules compare a unit with others: their words and bounds hold what others handed in. A
-- transfer is not among them, since both sides know of it.
CREATE FUNCTION store.speaks_of_others(rule_code text) RETURNS boolean
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
RETURN rule_code IN ('N020', 'P010', 'U080');
COMMENT ON FUNCTION store.speaks_of_others(text) IS
  '规则的说明与所据各数是否含有其他单位的数;单位用户只见其规则名称。';

-- One function and one view for each, with the columns and comments of the view of the district.
-- The units stand in the plan as values, by which their tiles are found. A figure of a group is
-- shown where all units below it are the caller's; one of the year before, where they were then.
DO $$
DECLARE
  shown   text;
  columns text;
  named   text;
  told    record;
BEGIN
  FOREACH shown IN ARRAY ARRAY[
    'subject_year', 'economic_year', 'income_year', 'project_year', 'figure_year',
    'unit_indicator', 'coverage', 'anomaly'
  ] LOOP
    SELECT
      string_agg(
        CASE
          WHEN attname IN ('prior_actual', 'prior_value', 'change', 'change_percent') THEN format(
            'CASE WHEN earlier.unit_code IS NOT NULL THEN shown.%I END::%s', attname, type)
          WHEN shown = 'anomaly' AND attname IN (
            'expected_low', 'expected_high', 'difference', 'suggestion'
          ) THEN format('CASE WHEN own.is_told THEN shown.%I END::%s', attname, type)
          WHEN shown = 'anomaly' AND attname = 'message' THEN
            'CASE WHEN own.is_told THEN shown.message ELSE shown.title END'
          WHEN shown = 'anomaly' AND attname = 'evidence' THEN
            'CASE WHEN own.is_told THEN shown.evidence ELSE ''[]'' END'
          ELSE format('shown.%I', attname)
        END, ', ' ORDER BY attnum),
      string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    INTO columns, named
    FROM pg_attribute
    CROSS JOIN LATERAL format_type(atttypid, atttypmod) AS type
    WHERE attrelid = format('summary.%I', shown)::regclass
      AND attnum > 0
      AND NOT attisdropped;
    EXECUTE format(
      $function$
        CREATE FUNCTION own_summary.%1$s_rows() RETURNS SETOF summary.%1$s
        LANGUAGE plpgsql
        STABLE
        SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp
        SET plan_cache_mode = force_custom_plan
        SET jit = off
        SET max_parallel_workers_per_gather = 0
        AS $body$
        DECLARE
          years  integer[];
          codes  text[];
          wholes boolean[];
        BEGIN
          SELECT array_agg(fiscal_year), array_agg(unit_code), array_agg(is_whole)
          INTO years, codes, wholes
          FROM control.own_units();
          RETURN QUERY
          SELECT %2$s
          FROM summary.%1$s AS shown
          JOIN LATERAL (
            SELECT %3$s
            FROM unnest(years, codes, wholes) AS listed (fiscal_year, unit_code, is_whole)
            WHERE listed.fiscal_year = shown.fiscal_year
              AND listed.unit_code = shown.unit_code
          ) AS own ON %4$s
          LEFT JOIN unnest(years, codes, wholes) AS earlier (fiscal_year, unit_code, is_whole)
            ON earlier.fiscal_year = shown.fiscal_year - 1
            AND earlier.unit_code = shown.unit_code
            AND earlier.is_whole
          WHERE shown.unit_code = ANY (codes)
            AND shown.fiscal_year = ANY (years);
        END
        $body$
      $function$,
      shown, columns,
      CASE shown
        WHEN 'anomaly' THEN
          'listed.is_whole AND NOT store.speaks_of_others(shown.rule_code) AS is_told'
        ELSE 'listed.is_whole'
      END,
      CASE WHEN shown IN ('anomaly', 'coverage') THEN 'true' ELSE 'own.is_whole' END);
    EXECUTE format('REVOKE ALL ON FUNCTION own_summary.%I() FROM PUBLIC', shown || '_rows');
    EXECUTE format(
      'COMMENT ON FUNCTION own_summary.%I() IS %L', shown || '_rows',
      '本单位的行,列同 summary.' || shown || ';供同名视图使用。');
    EXECUTE format(
      'CREATE VIEW own_summary.%1$I WITH (security_invoker = true) AS '
      'SELECT %2$s FROM own_summary.%3$I()',
      shown, named, shown || '_rows');
    EXECUTE format(
      'COMMENT ON VIEW own_summary.%I IS %L', shown,
      '本单位:' || obj_description(format('summary.%I', shown)::regclass, 'pg_class'));
    FOR told IN
      SELECT attname, col_description(attrelid, attnum) AS comment
      FROM pg_attribute
      WHERE attrelid = format('summary.%I', shown)::regclass
        AND attnum > 0
        AND NOT attisdropped
    LOOP
      EXECUTE format(
        'COMMENT ON COLUMN own_summary.%I.%I IS %L', shown, told.attname, told.comment);
    END LOOP;
  END LOOP;
END
$$;
COMMENT ON COLUMN own_summary.anomaly.message IS
  '说明;规则与其他单位相比,或含有不属于本用户的下级单位的数时,只有规则名称。';
COMMENT ON COLUMN own_summary.anomaly.evidence IS
  '所据各数,同 summary.anomaly;说明只有规则名称时为空数组,推算的上下限、差额与建议亦为空。';
COMMENT ON COLUMN own_summary.subject_year.prior_actual IS
  '上年决算数,单位:元;上年未报,或上年的下级单位不全属于本用户,则为空。';

-- Which publication it is, without its counts and totals, which are everybody's.
CREATE FUNCTION own_summary.publication_rows()
RETURNS TABLE (publication_id bigint, published_at timestamptz, fiscal_years integer[])
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT publication.publication_id, publication.published_at, publication.fiscal_years
  FROM control.publication
  JOIN control.current_publication USING (publication_id)
$$;
REVOKE ALL ON FUNCTION own_summary.publication_rows() FROM PUBLIC;
COMMENT ON FUNCTION own_summary.publication_rows() IS '当前发布的编号、时间与年度;供同名视图使用。';
CREATE VIEW own_summary.publication WITH (security_invoker = true) AS
SELECT publication_id, published_at, fiscal_years
FROM own_summary.publication_rows();
COMMENT ON VIEW own_summary.publication IS '当前发布,一行;不含全区的个数与合计。';
COMMENT ON COLUMN own_summary.publication.publication_id IS '发布编号。';
COMMENT ON COLUMN own_summary.publication.published_at IS '发布时间。';
COMMENT ON COLUMN own_summary.publication.fiscal_years IS '包含的年度。';

-- As before, but whoever is no administrator learns of no anomaly but those of their own units:
-- that of another unit is refused like one that does not exist.
CREATE OR REPLACE FUNCTION control.answer_anomaly(
  anomaly_id bigint, kind text, text text, valid_until date DEFAULT NULL,
  low numeric DEFAULT NULL, high numeric DEFAULT NULL
) RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  asked_id    CONSTANT bigint := answer_anomaly.anomaly_id;
  asked_kind  CONSTANT text := answer_anomaly.kind;
  asked_text  CONSTANT text := answer_anomaly.text;
  asked_until CONSTANT date := answer_anomaly.valid_until;
  lowest      numeric := answer_anomaly.low;
  highest     numeric := answer_anomaly.high;
  -- Where nobody has set up the roles, the owner of the schema stands in for the administrator.
  admin_role  CONSTANT oid := coalesce(to_regrole('huizong_admin')::oid, current_user::regrole);
  is_admin    CONSTANT boolean := pg_has_role(session_user, admin_role, 'MEMBER');
  place       record;
  is_known    boolean;
  is_member   boolean;
  new_id      bigint;
BEGIN
  IF asked_kind IS NULL OR asked_kind NOT IN ('explain', 'accept') THEN
    RAISE EXCEPTION 'an answer is explain or accept, not %', coalesce(asked_kind, 'null')
      USING ERRCODE = '22023', CONSTRAINT = 'answer_kind_is_known';
  END IF;
  SELECT identity.unit_code, identity.fiscal_year, now.publication_id, now.stated,
    now.rule_version
  INTO place
  FROM control.anomaly_identity AS identity
  LEFT JOIN summary.anomaly AS now USING (anomaly_id)
  WHERE identity.anomaly_id = asked_id
  LIMIT 1;
  is_known := FOUND;
  is_member := is_known
    AND control.is_member_of(session_user, place.unit_code, place.fiscal_year);
  IF asked_kind = 'accept' AND NOT is_admin THEN
    RAISE EXCEPTION 'only an administrator accepts an anomaly, and % is none', session_user
      USING ERRCODE = '42501', CONSTRAINT = 'administrators_accept';
  ELSIF NOT is_known AND is_admin THEN
    RAISE EXCEPTION 'there is no anomaly %', asked_id
      USING ERRCODE = '22023', CONSTRAINT = 'anomaly_is_known';
  ELSIF asked_kind = 'explain' AND NOT is_member THEN
    RAISE EXCEPTION 'anomaly % is of no unit that % belongs to', asked_id, session_user
      USING ERRCODE = '42501', CONSTRAINT = 'units_explain_their_own';
  ELSIF asked_kind = 'accept' AND is_member THEN
    RAISE EXCEPTION '% belongs to unit % and cannot accept its anomalies', session_user,
      place.unit_code
      USING ERRCODE = '42501', CONSTRAINT = 'nobody_accepts_their_own';
  END IF;
  IF place.publication_id IS NULL THEN
    RAISE EXCEPTION 'anomaly % is not in the current publication', asked_id
      USING ERRCODE = '22023', CONSTRAINT = 'answered_anomaly_is_current';
  ELSIF length(btrim(asked_text)) BETWEEN 5 AND 2000 IS NOT TRUE THEN
    RAISE EXCEPTION 'an answer takes 5 to 2000 characters'
      USING ERRCODE = '22023', CONSTRAINT = 'answer_says_something';
  ELSIF asked_until < control.today() THEN
    RAISE EXCEPTION 'valid_until % has passed already', asked_until
      USING ERRCODE = '22023', CONSTRAINT = 'answer_is_valid_today';
  ELSIF place.stated IS NULL AND coalesce(lowest, highest) IS NOT NULL THEN
    RAISE EXCEPTION 'anomaly % states no figure that an interval could hold', asked_id
      USING ERRCODE = '22023', CONSTRAINT = 'interval_needs_a_figure';
  END IF;
  IF coalesce(lowest, highest) IS NULL THEN
    lowest := place.stated;
    highest := place.stated;
  ELSIF place.stated < lowest OR place.stated > highest OR 'NaN' IN (lowest, highest) THEN
    RAISE EXCEPTION 'the interval from % to % does not hold the stated figure %',
      coalesce(lowest::text, '-'), coalesce(highest::text, '-'), place.stated
      USING ERRCODE = '22023', CONSTRAINT = 'interval_holds_the_stated_figure';
  END IF;
  INSERT INTO control.anomaly_answer (
    anomaly_id, kind, text, valid_until, low, high, stated, rule_version, publication_id,
    answered_by
  )
  VALUES (
    asked_id, asked_kind, asked_text, asked_until, nullif(lowest, '-Infinity'),
    nullif(highest, 'Infinity'), place.stated, place.rule_version, place.publication_id,
    session_user
  )
  RETURNING answer_id INTO new_id;
  INSERT INTO control.audit (action, detail)
  VALUES (
    'answer_anomaly',
    jsonb_build_object(
      'answer_id', new_id, 'anomaly_id', asked_id, 'kind', asked_kind, 'text', asked_text,
      'valid_until', asked_until, 'low', nullif(lowest, '-Infinity'),
      'high', nullif(highest, 'Infinity'), 'stated', place.stated,
      'rule_version', place.rule_version, 'publication_id', place.publication_id
    )
  );
  RETURN new_id;
END
$$;
