-- 0033 explain restated lines
-- Why:   a restated figure is made of submitted lines, too, each taken by the share of the unit's
--        succession and of the crosswalk. A fen cannot be divided, and the shares were applied to
--        sums of lines: of lines in their order, each gets what the share of the sum up to it is
--        more than that of the sum before it. So they add up to what was taken of the sum,
--        whatever the shares, and what is taken of one line for all its targets is the line.
--        And a unit may ask what makes its own figures: the functions that explain reported
--        figures now stand behind ones of the same names that look at who asks. Neither starts
--        workers any more: asked in turn at 10,000,000 lines, the slowest were slower with them.
-- Locks: none that readers notice.  Undo: restore from backup.
CREATE FUNCTION summary.explain_comparable_lines(
  fiscal_year integer, unit_code text, subject_code text, fund_type text DEFAULT '*'
) RETURNS TABLE (
  part text,
  part_unit text,
  part_unit_name text,
  part_subject text,
  part_fund text,
  to_unit text,
  to_subject text,
  unit_share text,
  subject_share text,
  succession text,
  submission_id bigint,
  submission_kind text,
  revision integer,
  line_no integer,
  printed_code text,
  printed_name text,
  expenditure_kind text,
  counterparty text,
  reported_initial numeric(20, 2),
  reported_final numeric(20, 2),
  reported_actual numeric(20, 2),
  initial_budget numeric(20, 2),
  final_budget numeric(20, 2),
  actual numeric(20, 2),
  stated_initial numeric,
  stated_final numeric,
  stated_actual numeric,
  amount_unit text,
  is_superseded boolean
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog
SET plan_cache_mode = force_custom_plan
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  -- Of more units the lines of the whole district are read at once.
  most_apart CONSTANT integer := 50;
  cell   record;
  nodes  text[];
  owners text[];
  units  text[];
BEGIN
  SELECT found.*
  INTO cell
  FROM store.comparable_cell AS found
  WHERE found.fiscal_year = explain_comparable_lines.fiscal_year
    AND found.unit_code = explain_comparable_lines.unit_code
    AND found.code = explain_comparable_lines.subject_code
    AND found.fund_type = explain_comparable_lines.fund_type;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  WITH RECURSIVE tree AS MATERIALIZED (
    SELECT member.unit_id, member.parent_id, member.is_owner
    FROM store.comparable_unit AS member
    WHERE member.fiscal_year = explain_comparable_lines.fiscal_year
      AND member.volume_id = cell.volume_id
  ), below AS (
    SELECT cell.unit_id AS unit_id
    UNION
    SELECT tree.unit_id
    FROM below
    JOIN tree
      ON tree.parent_id = below.unit_id
  )
  -- Of a unit that has others below it now, what it held itself.
  SELECT
    array_agg(code.unit_code),
    coalesce(
      array_agg(code.unit_code) FILTER (
        WHERE tree.is_owner
          OR tree.unit_id NOT IN (SELECT parent_id FROM tree WHERE parent_id IS NOT NULL)
      ), '{}'
    )
  INTO nodes, owners
  FROM below
  JOIN tree USING (unit_id)
  JOIN store.unit AS code USING (unit_id);
  units := ARRAY(
    SELECT route.from_unit
    FROM store.unit_route AS route
    WHERE route.fiscal_year = explain_comparable_lines.fiscal_year
      AND route.volume_id = cell.volume_id
      AND route.to_unit = ANY (owners)
    UNION
    SELECT owner
    FROM unnest(owners) AS owner
  );
  RETURN QUERY
  WITH unit_whole AS MATERIALIZED (
    SELECT
      route.from_unit,
      array_agg(route.numerator ORDER BY route.place) AS numerators,
      array_agg(route.denominator ORDER BY route.place) AS denominators
    FROM store.unit_route AS route
    WHERE route.fiscal_year = explain_comparable_lines.fiscal_year
      AND route.volume_id = cell.volume_id
    GROUP BY route.from_unit
  ), unit_way AS MATERIALIZED (
    SELECT
      route.from_unit, route.to_unit, route.place::integer AS place, route.kind,
      unit_whole.numerators, unit_whole.denominators
    FROM store.unit_route AS route
    JOIN unit_whole USING (from_unit)
    WHERE route.fiscal_year = explain_comparable_lines.fiscal_year
      AND route.volume_id = cell.volume_id
      AND route.to_unit = ANY (owners)
    UNION ALL
    SELECT owner, owner, NULL, NULL, NULL, NULL
    FROM unnest(owners) AS owner
    WHERE owner NOT IN (SELECT from_unit FROM unit_whole)
  ), code_whole AS MATERIALIZED (
    SELECT
      route.fund_type,
      route.from_code,
      array_agg(route.numerator ORDER BY route.place) AS numerators,
      array_agg(route.denominator ORDER BY route.place) AS denominators,
      array_agg(route.to_code ORDER BY route.place) AS targets
    FROM store.code_route AS route
    WHERE route.fiscal_year = explain_comparable_lines.fiscal_year
      AND route.volume_id = cell.volume_id
    GROUP BY route.fund_type, route.from_code
  ), line AS MATERIALIZED (
    SELECT counted.*
    FROM unnest(
      CASE WHEN cardinality(units) <= most_apart THEN units ELSE ARRAY['*'] END
    ) AS asked (unit_code)
    CROSS JOIN LATERAL summary.explain_lines(
      explain_comparable_lines.fiscal_year, asked.unit_code, '*',
      explain_comparable_lines.fund_type
    ) AS counted
    WHERE counted.part = 'line'
      AND counted.role = 'counted'
      AND counted.part_unit = ANY (units)
      -- Lines of a group are asked for with the group and with each of its units.
      AND asked.unit_code IN ('*', counted.part_unit)
  ), booked AS (
    SELECT
      own.unit_code,
      own.code,
      own.fund_type,
      CASE WHEN own.flags & 4 = 4 THEN own.direct_initial_fen
        WHEN own.level = 7 THEN own.initial_fen END::numeric AS initial_fen,
      CASE WHEN own.flags & 4 = 4 THEN own.direct_final_fen
        WHEN own.level = 7 THEN own.final_fen END::numeric AS final_fen,
      CASE WHEN own.flags & 4 = 4 THEN own.direct_actual_fen
        WHEN own.level = 7 THEN own.actual_fen END::numeric AS actual_fen
    FROM store.subject_cell AS own
    JOIN store.unit_name AS named
      ON named.fiscal_year = own.fiscal_year
      AND named.volume_id = own.volume_id
      AND named.unit_id = own.unit_id
    WHERE own.fiscal_year = explain_comparable_lines.fiscal_year
      AND own.unit_code = ANY (units)
      AND own.fund_type <> '*'
      AND explain_comparable_lines.fund_type IN ('*', own.fund_type)
      AND named.is_leaf
  ), changed AS (
    -- What was published of a code, besides what its lines come to now.
    SELECT
      both_sides.unit_code,
      both_sides.code,
      both_sides.fund_type,
      sum(both_sides.initial_fen) AS initial_fen,
      sum(both_sides.final_fen) AS final_fen,
      sum(both_sides.actual_fen) AS actual_fen
    FROM (
      SELECT *
      FROM booked
      UNION ALL
      SELECT line.part_unit, line.part_subject, line.part_fund, -100 * line.initial_budget,
        -100 * line.final_budget, -100 * line.actual
      FROM line
    ) AS both_sides
    GROUP BY both_sides.unit_code, both_sides.code, both_sides.fund_type
  ), entry AS (
    SELECT
      'line' AS part,
      line.part_unit AS unit_code,
      line.part_unit_name AS unit_name,
      line.part_subject AS code,
      line.part_fund AS fund_type,
      line.submission_id, line.submission_kind, line.revision, line.line_no, line.printed_code,
      line.printed_name, line.expenditure_kind, line.counterparty,
      trunc(100 * line.initial_budget) AS initial_fen,
      trunc(100 * line.final_budget) AS final_fen,
      trunc(100 * line.actual) AS actual_fen,
      line.stated_initial, line.stated_final, line.stated_actual, line.amount_unit,
      line.is_superseded
    FROM line
    UNION ALL
    SELECT
      'newer_input', changed.unit_code, NULL, changed.code, changed.fund_type, NULL, NULL, NULL,
      NULL, NULL, NULL, NULL, NULL, trunc(nullif(changed.initial_fen, 0)),
      trunc(nullif(changed.final_fen, 0)), trunc(nullif(changed.actual_fen, 0)), NULL, NULL, NULL,
      NULL, NULL
    FROM changed
    WHERE coalesce(
      nullif(changed.initial_fen, 0), nullif(changed.final_fen, 0), nullif(changed.actual_fen, 0)
    ) IS NOT NULL
  ), summed AS (
    SELECT
      entry.*,
      coalesce(sum(entry.initial_fen) OVER upto, 0) AS upto_initial,
      coalesce(sum(entry.final_fen) OVER upto, 0) AS upto_final,
      coalesce(sum(entry.actual_fen) OVER upto, 0) AS upto_actual
    FROM entry
    WINDOW upto AS (
      PARTITION BY entry.unit_code, entry.code, entry.fund_type
      ORDER BY entry.submission_id, entry.line_no
      ROWS UNBOUNDED PRECEDING
    )
  ), way AS (
    SELECT
      summed.*,
      unit_way.to_unit,
      unit_way.kind,
      CASE WHEN unit_way.place IS NOT NULL
        THEN unit_way.numerators[unit_way.place] || '/' || unit_way.denominators[unit_way.place]
      END AS unit_share,
      target.code AS to_code,
      CASE WHEN code_whole.targets IS NOT NULL
        THEN code_whole.numerators[target.place] || '/' || code_whole.denominators[target.place]
      END AS code_share,
      CASE
        WHEN summed.initial_fen IS NULL OR unit_way.place IS NULL AND code_whole.targets IS NULL
          THEN summed.initial_fen
        ELSE store.taken(summed.upto_initial, unit_way.numerators, unit_way.denominators,
          unit_way.place, code_whole.numerators, code_whole.denominators, target.place)
        - store.taken(summed.upto_initial - summed.initial_fen, unit_way.numerators,
          unit_way.denominators, unit_way.place, code_whole.numerators, code_whole.denominators,
          target.place)
      END AS own_initial,
      CASE
        WHEN summed.final_fen IS NULL OR unit_way.place IS NULL AND code_whole.targets IS NULL
          THEN summed.final_fen
        ELSE store.taken(summed.upto_final, unit_way.numerators, unit_way.denominators,
          unit_way.place, code_whole.numerators, code_whole.denominators, target.place)
        - store.taken(summed.upto_final - summed.final_fen, unit_way.numerators,
          unit_way.denominators, unit_way.place, code_whole.numerators, code_whole.denominators,
          target.place)
      END AS own_final,
      CASE
        WHEN summed.actual_fen IS NULL OR unit_way.place IS NULL AND code_whole.targets IS NULL
          THEN summed.actual_fen
        ELSE store.taken(summed.upto_actual, unit_way.numerators, unit_way.denominators,
          unit_way.place, code_whole.numerators, code_whole.denominators, target.place)
        - store.taken(summed.upto_actual - summed.actual_fen, unit_way.numerators,
          unit_way.denominators, unit_way.place, code_whole.numerators, code_whole.denominators,
          target.place)
      END AS own_actual
    FROM summed
    JOIN unit_way
      ON unit_way.from_unit = summed.unit_code
    LEFT JOIN code_whole
      ON code_whole.fund_type = summed.fund_type
      AND code_whole.from_code = summed.code
    CROSS JOIN LATERAL (
      SELECT listed.code, listed.place::integer
      FROM unnest(coalesce(code_whole.targets, ARRAY[summed.code]))
        WITH ORDINALITY AS listed (code, place)
    ) AS target
    WHERE store.is_under(target.code, explain_comparable_lines.subject_code)
  ), made AS MATERIALIZED (
    SELECT
      way.part, way.unit_code, way.unit_name, way.code, way.fund_type, way.to_unit, way.to_code,
      way.unit_share, way.code_share, way.kind, way.submission_id, way.submission_kind,
      way.revision, way.line_no, way.printed_code, way.printed_name, way.expenditure_kind,
      way.counterparty, way.initial_fen AS reported_initial, way.final_fen AS reported_final,
      way.actual_fen AS reported_actual, way.own_initial, way.own_final, way.own_actual,
      way.stated_initial, way.stated_final, way.stated_actual, way.amount_unit,
      way.is_superseded
    FROM way
    UNION ALL
    SELECT
      'elimination', taken_out.unit_code, taken_out.unit_name, taken_out.code,
      taken_out.fund_type, taken_out.unit_code, taken_out.code, NULL, NULL, NULL, NULL, NULL,
      NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      -nullif(taken_out.eliminated_initial_fen, 0)::numeric,
      -nullif(taken_out.eliminated_final_fen, 0)::numeric,
      -nullif(taken_out.eliminated_actual_fen, 0)::numeric,
      NULL, NULL, NULL, NULL, NULL
    FROM store.comparable_cell AS taken_out
    WHERE taken_out.fiscal_year = explain_comparable_lines.fiscal_year
      AND taken_out.unit_code = ANY (nodes)
      AND taken_out.code = explain_comparable_lines.subject_code
      AND taken_out.fund_type = explain_comparable_lines.fund_type
      AND coalesce(
        nullif(taken_out.eliminated_initial_fen, 0), nullif(taken_out.eliminated_final_fen, 0),
        nullif(taken_out.eliminated_actual_fen, 0)) IS NOT NULL
  ), rest AS (
    SELECT
      coalesce(cell.initial_fen, 0) - coalesce(sum(made.own_initial), 0) AS initial_fen,
      coalesce(cell.final_fen, 0) - coalesce(sum(made.own_final), 0) AS final_fen,
      coalesce(cell.actual_fen, 0) - coalesce(sum(made.own_actual), 0) AS actual_fen
    FROM made
  )
  SELECT
    listed.part, listed.unit_code, listed.unit_name, listed.code, listed.fund_type,
    listed.to_unit, listed.to_code, listed.unit_share, listed.code_share, listed.kind,
    listed.submission_id, listed.submission_kind, listed.revision, listed.line_no,
    listed.printed_code, listed.printed_name, listed.expenditure_kind, listed.counterparty,
    (listed.reported_initial * 0.01)::numeric(20, 2),
    (listed.reported_final * 0.01)::numeric(20, 2),
    (listed.reported_actual * 0.01)::numeric(20, 2),
    (listed.own_initial * 0.01)::numeric(20, 2), (listed.own_final * 0.01)::numeric(20, 2),
    (listed.own_actual * 0.01)::numeric(20, 2), listed.stated_initial, listed.stated_final,
    listed.stated_actual, listed.amount_unit, listed.is_superseded
  FROM (
    SELECT *
    FROM made
    UNION ALL
    SELECT
      'unrecorded', cell.unit_code, NULL, cell.code, cell.fund_type, cell.unit_code, cell.code,
      NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      nullif(rest.initial_fen, 0), nullif(rest.final_fen, 0), nullif(rest.actual_fen, 0), NULL,
      NULL, NULL, NULL, NULL
    FROM rest
    WHERE (rest.initial_fen, rest.final_fen, rest.actual_fen) <> (0, 0, 0)
  ) AS listed
  ORDER BY
    array_position(ARRAY['line', 'elimination', 'newer_input', 'unrecorded'], listed.part),
    listed.unit_code COLLATE "C", listed.submission_id, listed.line_no,
    listed.to_unit COLLATE "C", listed.to_code COLLATE "C", listed.code COLLATE "C",
    listed.fund_type COLLATE "C";
END
$$;
COMMENT ON FUNCTION summary.explain_comparable_lines(integer, text, text, text) IS
  '一个可比数(当前发布)背后的每一报送行及所按的份额,合计恰为该数:part 为 line 报送行、'
  'elimination 在该单位抵销的数(负数)、newer_input 发布后输入有变化的差额、'
  'unrecorded 升级前发布、换算份额未记录的数。part_unit、part_subject 为原单位、原科目,to_unit、'
  'to_subject 为现单位、现科目;unit_share 为单位沿革的份额,subject_share 为科目对照的份额,空为全部;'
  'reported 各列为该行计入报告数的金额,stated 各列为印出的数;金额单位:元。'
  '参数:年度,最新年度的单位代码,科目代码,资金性质(“*”为全部)。';
REVOKE ALL ON FUNCTION summary.explain_comparable_lines(integer, text, text, text) FROM PUBLIC;

-- What goes to one unit and one code of an amount: the unit's share, and of that the code's.
CREATE FUNCTION store.taken(
  fen numeric, unit_numerators bigint[], unit_denominators bigint[], unit_place integer,
  code_numerators bigint[], code_denominators bigint[], code_place integer
) RETURNS numeric
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog
AS $$
BEGIN
  IF unit_place IS NOT NULL THEN
    fen := store.apportioned(fen, unit_numerators, unit_denominators, unit_place);
  END IF;
  IF code_numerators IS NOT NULL THEN
    fen := store.apportioned(fen, code_numerators, code_denominators, code_place);
  END IF;
  RETURN fen;
END
$$;
COMMENT ON FUNCTION store.taken(numeric, bigint[], bigint[], integer, bigint[], bigint[], integer)
  IS '金额(分)先按单位去向、再按科目去向的份额分得的数;没有去向的不变。';

-- Who asks is whoever a session acts as: its login, or the role that it has taken on since. A
-- unit's own people see their units; whoever may call a function and is none of them sees all.
CREATE FUNCTION control.expect_own_unit(unit_code text, fiscal_year integer) RETURNS void
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  asking CONSTANT name := coalesce(
    nullif(current_setting('role'), 'none')::name, session_user);
BEGIN
  IF NOT EXISTS (
    SELECT
    FROM pg_roles
    WHERE rolname = 'huizong_unit'
      AND pg_has_role(asking, oid, 'MEMBER')
  ) OR EXISTS (
    SELECT
    FROM pg_roles
    WHERE rolname IN ('huizong_analyst', 'huizong_admin', 'huizong_batch', 'huizong_owner')
      AND pg_has_role(asking, oid, 'MEMBER')
  ) THEN
    RETURN;
  END IF;
  -- A group's figures are those of the units that were below it when they were published.
  IF NOT control.is_member_of(asking, expect_own_unit.unit_code, expect_own_unit.fiscal_year)
    OR EXISTS (
      WITH RECURSIVE tree AS MATERIALIZED (
        SELECT named.unit_id, named.parent_id, code.unit_code
        FROM control.current_publication
        JOIN control.publication_year AS placed USING (publication_id)
        JOIN store.unit_name AS named USING (fiscal_year, volume_id)
        JOIN store.unit AS code USING (unit_id)
        WHERE placed.fiscal_year = expect_own_unit.fiscal_year
      ), below AS (
        SELECT tree.unit_id, tree.unit_code
        FROM tree
        WHERE tree.unit_code = expect_own_unit.unit_code
        UNION
        SELECT tree.unit_id, tree.unit_code
        FROM below
        JOIN tree
          ON tree.parent_id = below.unit_id
      )
      SELECT
      FROM below
      WHERE NOT control.is_member_of(asking, below.unit_code, expect_own_unit.fiscal_year)
    )
  THEN
    RAISE EXCEPTION '% is no member of unit % and all units below it', asking,
      expect_own_unit.unit_code
      USING ERRCODE = '42501', CONSTRAINT = 'units_see_their_own';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION control.expect_own_unit(text, integer) FROM PUBLIC;
COMMENT ON FUNCTION control.expect_own_unit(text, integer) IS
  '单位用户只能查看本单位(及已发布的全部下级单位)的数,否则拒绝;其他有权调用者不受限。';

-- They work with the rights of whoever calls them, which nobody but the functions in front has.
ALTER FUNCTION summary.explain(integer, text, text, text, text) SECURITY INVOKER;
ALTER FUNCTION summary.explain(integer, text, text, text, text) SET SCHEMA store;
GRANT EXECUTE ON FUNCTION store.explain(integer, text, text, text, text) TO PUBLIC;
ALTER FUNCTION summary.explain_lines(integer, text, text, text) SECURITY INVOKER;
ALTER FUNCTION summary.explain_lines(integer, text, text, text) SET SCHEMA store;
GRANT EXECUTE ON FUNCTION store.explain_lines(integer, text, text, text) TO PUBLIC;

-- Starting workers takes longer than they save, above all where others read as well.
ALTER FUNCTION store.explain(integer, text, text, text, text)
  SET max_parallel_workers_per_gather = 0;
ALTER FUNCTION summary.explain_comparable(integer, text, text, text, text)
  SET max_parallel_workers_per_gather = 0;

CREATE FUNCTION summary.explain(
  fiscal_year integer, unit_code text, subject_code text, fund_type text DEFAULT '*',
  along text DEFAULT NULL
) RETURNS TABLE (
  part text,
  part_unit text,
  part_unit_name text,
  part_subject text,
  part_subject_name text,
  part_fund text,
  counterparty text,
  submission_id bigint,
  line_no integer,
  initial_budget numeric(20, 2),
  final_budget numeric(20, 2),
  actual numeric(20, 2)
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM control.expect_own_unit(explain.unit_code, explain.fiscal_year);
  RETURN QUERY
  SELECT *
  FROM store.explain(
    explain.fiscal_year, explain.unit_code, explain.subject_code, explain.fund_type, explain.along
  );
END
$$;
REVOKE ALL ON FUNCTION summary.explain(integer, text, text, text, text) FROM PUBLIC;

CREATE FUNCTION summary.explain_lines(
  fiscal_year integer, unit_code text, subject_code text, fund_type text DEFAULT '*'
) RETURNS TABLE (
  part text,
  part_unit text,
  part_unit_name text,
  part_subject text,
  part_fund text,
  submission_id bigint,
  submission_kind text,
  revision integer,
  line_no integer,
  printed_code text,
  printed_name text,
  expenditure_kind text,
  counterparty text,
  role text,
  initial_budget numeric(20, 2),
  final_budget numeric(20, 2),
  actual numeric(20, 2),
  stated_initial numeric,
  stated_final numeric,
  stated_actual numeric,
  amount_unit text,
  is_superseded boolean
)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM control.expect_own_unit(explain_lines.unit_code, explain_lines.fiscal_year);
  RETURN QUERY
  SELECT *
  FROM store.explain_lines(
    explain_lines.fiscal_year, explain_lines.unit_code, explain_lines.subject_code,
    explain_lines.fund_type
  );
END
$$;
REVOKE ALL ON FUNCTION summary.explain_lines(integer, text, text, text) FROM PUBLIC;

-- What was said of them is true of those in front.
DO $$
DECLARE
  signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY[
    'explain(integer, text, text, text, text)', 'explain_lines(integer, text, text, text)'
  ] LOOP
    EXECUTE format(
      'COMMENT ON FUNCTION summary.%s IS %L', signature,
      obj_description(('store.' || signature)::regprocedure, 'pg_proc')
        || '单位用户只能查看本单位及其下级单位。');
  END LOOP;
END
$$;
