-- 0025 explain comparable cells
-- Why:   a restated figure is made of reported ones, some of them whole and some by a share. The
--        shares are published beside the figures, as they were used: only of codes and units whose
--        money moves, a handful of rows a year. `explain_comparable` divides the reported amounts
--        by them once more, to the fen, and adds up to the restated cell.
--        A volume that is there already gets empty tables: what its restated figures are made of
--        is not known, and stands in a row of its own until the next full night.
-- Locks: none, everything is new.  Undo: drop the functions and tables.
CREATE TABLE store.code_route (
  fiscal_year integer  NOT NULL,
  volume_id   bigint   NOT NULL,
  fund_type   text     NOT NULL,
  from_code   text     NOT NULL,
  to_code     text     NOT NULL,
  place       smallint NOT NULL,
  numerator   bigint   NOT NULL,
  denominator bigint   NOT NULL
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.code_route IS
  '换算所用的科目去向:仅列去向不是原科目的;一个科目各行的份额合计为 1。';
COMMENT ON COLUMN store.code_route.fiscal_year IS '年度。';
COMMENT ON COLUMN store.code_route.volume_id IS '分册编号。';
COMMENT ON COLUMN store.code_route.fund_type IS '资金性质。';
COMMENT ON COLUMN store.code_route.from_code IS '该年度的科目代码。';
COMMENT ON COLUMN store.code_route.to_code IS '换算后的科目代码。';
COMMENT ON COLUMN store.code_route.place IS '次序,从 1 起;余分按余数大小分配,相同者在前者先得。';
COMMENT ON COLUMN store.code_route.numerator IS '份额的分子。';
COMMENT ON COLUMN store.code_route.denominator IS '份额的分母。';

CREATE TABLE store.unit_route (
  fiscal_year integer  NOT NULL,
  volume_id   bigint   NOT NULL,
  from_unit   text     NOT NULL,
  to_unit     text     NOT NULL,
  place       smallint NOT NULL,
  numerator   bigint   NOT NULL,
  denominator bigint   NOT NULL,
  kind        text
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.unit_route IS
  '换算所用的单位去向:仅列去向不是原单位的;一个单位各行的份额合计为 1。';
COMMENT ON COLUMN store.unit_route.fiscal_year IS '年度。';
COMMENT ON COLUMN store.unit_route.volume_id IS '分册编号。';
COMMENT ON COLUMN store.unit_route.from_unit IS '该年度的单位代码。';
COMMENT ON COLUMN store.unit_route.to_unit IS '换算后的单位代码。';
COMMENT ON COLUMN store.unit_route.place IS '次序,从 1 起;余分按余数大小分配,相同者在前者先得。';
COMMENT ON COLUMN store.unit_route.numerator IS '份额的分子。';
COMMENT ON COLUMN store.unit_route.denominator IS '份额的分母。';
COMMENT ON COLUMN store.unit_route.kind IS '沿革类型;空为留在原单位的部分。';

-- Whatever tables a volume has had so far, these come after them.
DO $$
DECLARE
  tables CONSTANT text[] := store.volume_tables() || ARRAY['code_route', 'unit_route'];
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
    FOREACH table_name IN ARRAY ARRAY['code_route', 'unit_route'] LOOP
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

-- The same largest remainders as the program's (Apportionment), in numbers without bounds: the
-- remainders are compared over one common denominator.
CREATE FUNCTION store.apportioned(
  fen numeric, numerators bigint[], denominators bigint[], place integer
) RETURNS numeric
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog
AS $$
  WITH RECURSIVE product AS (
    SELECT 0 AS count, 1::numeric AS common
    UNION ALL
    SELECT count + 1, common * denominators[count + 1]
    FROM product
    WHERE count < cardinality(denominators)
  ), share AS (
    SELECT
      i AS place,
      div(abs(fen) * numerators[i], denominators[i]) AS whole,
      mod(abs(fen) * numerators[i], denominators[i]) AS rest,
      denominators[i] AS denominator
    FROM generate_subscripts(numerators, 1) AS i
  ), ranked AS (
    SELECT
      share.place,
      share.whole,
      row_number() OVER (
        ORDER BY share.rest * div(product.common, share.denominator) DESC, share.place
      ) AS rank,
      abs(fen) - sum(share.whole) OVER () AS left_over
    FROM share
    JOIN product
      ON product.count = cardinality(denominators)
  )
  SELECT sign(fen) * (whole + CASE WHEN rank <= left_over THEN 1 ELSE 0 END)
  FROM ranked
  WHERE ranked.place = apportioned.place
$$;
COMMENT ON FUNCTION store.apportioned(numeric, bigint[], bigint[], integer) IS
  '金额(分)按份额分配后第几份的数:最大余数法,各份合计恰为原数。';

CREATE FUNCTION store.comparable_sources(
  fiscal_year integer, volume_id bigint, unit_code text, subject_code text, fund_type text
) RETURNS TABLE (
  from_unit text,
  from_code text,
  to_code text,
  booked_fund text,
  unit_share text,
  code_share text,
  kind text,
  initial_fen numeric,
  final_fen numeric,
  actual_fen numeric,
  booked_initial_fen bigint,
  booked_final_fen bigint,
  booked_actual_fen bigint
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog
SET plan_cache_mode = force_custom_plan
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  units text[];
BEGIN
  units := ARRAY(
    SELECT route.from_unit
    FROM store.unit_route AS route
    WHERE route.fiscal_year = comparable_sources.fiscal_year
      AND route.volume_id = comparable_sources.volume_id
      AND route.to_unit = comparable_sources.unit_code
    UNION
    SELECT comparable_sources.unit_code
    WHERE NOT EXISTS (
        SELECT
        FROM store.unit_route AS route
        WHERE route.fiscal_year = comparable_sources.fiscal_year
          AND route.volume_id = comparable_sources.volume_id
          AND route.from_unit = comparable_sources.unit_code
      )
  );
  RETURN QUERY
  WITH member AS (
    SELECT
      route.from_unit,
      array_agg(route.numerator ORDER BY route.place) AS numerators,
      array_agg(route.denominator ORDER BY route.place) AS denominators,
      max(route.place) FILTER (WHERE route.to_unit = comparable_sources.unit_code)::integer
        AS place,
      max(route.kind) FILTER (WHERE route.to_unit = comparable_sources.unit_code) AS kind
    FROM store.unit_route AS route
    WHERE route.fiscal_year = comparable_sources.fiscal_year
      AND route.volume_id = comparable_sources.volume_id
      AND route.from_unit = ANY (units)
    GROUP BY route.from_unit
  ), code AS (
    SELECT
      route.fund_type,
      route.from_code,
      array_agg(route.numerator ORDER BY route.place) AS numerators,
      array_agg(route.denominator ORDER BY route.place) AS denominators,
      array_agg(route.to_code ORDER BY route.place) AS targets
    FROM store.code_route AS route
    WHERE route.fiscal_year = comparable_sources.fiscal_year
      AND route.volume_id = comparable_sources.volume_id
    GROUP BY route.fund_type, route.from_code
  ), booked AS (
    SELECT
      cell.unit_code,
      cell.code,
      cell.fund_type,
      CASE WHEN cell.flags & 4 = 4 THEN cell.direct_initial_fen
        WHEN cell.level = 7 THEN cell.initial_fen END AS initial_fen,
      CASE WHEN cell.flags & 4 = 4 THEN cell.direct_final_fen
        WHEN cell.level = 7 THEN cell.final_fen END AS final_fen,
      CASE WHEN cell.flags & 4 = 4 THEN cell.direct_actual_fen
        WHEN cell.level = 7 THEN cell.actual_fen END AS actual_fen
    FROM store.subject_cell AS cell
    JOIN store.unit_name AS named
      ON named.fiscal_year = cell.fiscal_year
      AND named.volume_id = cell.volume_id
      AND named.unit_id = cell.unit_id
    WHERE cell.fiscal_year = comparable_sources.fiscal_year
      AND cell.unit_code = ANY (units)
      AND cell.fund_type <> '*'
      AND comparable_sources.fund_type IN ('*', cell.fund_type)
      AND named.is_leaf
  ), moved AS (
    SELECT
      booked.*,
      member.kind,
      CASE WHEN member.place IS NOT NULL
        THEN member.numerators[member.place] || '/' || member.denominators[member.place]
      END AS unit_share,
      CASE WHEN member.place IS NULL THEN booked.initial_fen ELSE store.apportioned(
        booked.initial_fen, member.numerators, member.denominators, member.place
      ) END AS own_initial,
      CASE WHEN member.place IS NULL THEN booked.final_fen ELSE store.apportioned(
        booked.final_fen, member.numerators, member.denominators, member.place
      ) END AS own_final,
      CASE WHEN member.place IS NULL THEN booked.actual_fen ELSE store.apportioned(
        booked.actual_fen, member.numerators, member.denominators, member.place
      ) END AS own_actual
    FROM booked
    LEFT JOIN member
      ON member.from_unit = booked.unit_code
    WHERE coalesce(booked.initial_fen, booked.final_fen, booked.actual_fen) IS NOT NULL
  )
  SELECT
    moved.unit_code,
    moved.code,
    target.code,
    moved.fund_type,
    moved.unit_share,
    CASE WHEN code.targets IS NOT NULL
      THEN code.numerators[target.place] || '/' || code.denominators[target.place]
    END,
    moved.kind,
    CASE WHEN code.targets IS NULL THEN moved.own_initial ELSE store.apportioned(
      moved.own_initial, code.numerators, code.denominators, target.place) END,
    CASE WHEN code.targets IS NULL THEN moved.own_final ELSE store.apportioned(
      moved.own_final, code.numerators, code.denominators, target.place) END,
    CASE WHEN code.targets IS NULL THEN moved.own_actual ELSE store.apportioned(
      moved.own_actual, code.numerators, code.denominators, target.place) END,
    moved.initial_fen,
    moved.final_fen,
    moved.actual_fen
  FROM moved
  LEFT JOIN code
    ON code.fund_type = moved.fund_type
    AND code.from_code = moved.code
  CROSS JOIN LATERAL (
    SELECT part.code, part.place::integer
    FROM unnest(coalesce(code.targets, ARRAY[moved.code])) WITH ORDINALITY AS part (code, place)
  ) AS target
  WHERE store.is_under(target.code, comparable_sources.subject_code)
  ORDER BY target.code COLLATE "C", moved.unit_code COLLATE "C", moved.code COLLATE "C",
    moved.fund_type COLLATE "C";
END
$$;
COMMENT ON FUNCTION store.comparable_sources(integer, bigint, text, text, text) IS
  '一个无下级单位的可比数由哪些报告数按什么份额组成。';

CREATE FUNCTION summary.explain_comparable(
  fiscal_year integer, unit_code text, subject_code text, fund_type text DEFAULT '*',
  along text DEFAULT NULL
) RETURNS TABLE (
  part text,
  part_unit text,
  part_unit_name text,
  part_subject text,
  part_subject_name text,
  to_subject text,
  part_fund text,
  unit_share text,
  subject_share text,
  succession text,
  reported_initial numeric(20, 2),
  reported_final numeric(20, 2),
  reported_actual numeric(20, 2),
  initial_budget numeric(20, 2),
  final_budget numeric(20, 2),
  actual numeric(20, 2)
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
  cell record;
  unit record;
  children text[];
BEGIN
  IF along NOT IN ('unit', 'subject', 'fund', 'source') THEN
    RAISE EXCEPTION 'a comparable cell is explained along unit, subject, fund or source, not %',
      along USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT found.*
  INTO cell
  FROM store.comparable_cell AS found
  WHERE found.fiscal_year = explain_comparable.fiscal_year
    AND found.unit_code = explain_comparable.unit_code
    AND found.code = explain_comparable.subject_code
    AND found.fund_type = explain_comparable.fund_type;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  children := ARRAY(
    SELECT code.unit_code
    FROM store.comparable_unit AS member
    JOIN store.unit AS code USING (unit_id)
    WHERE member.fiscal_year = explain_comparable.fiscal_year
      AND member.volume_id = cell.volume_id
      AND member.parent_id = cell.unit_id
  );
  SELECT member.is_owner
  INTO unit
  FROM store.comparable_unit AS member
  WHERE member.fiscal_year = explain_comparable.fiscal_year
    AND member.volume_id = cell.volume_id
    AND member.unit_id = cell.unit_id;
  along := coalesce(
    along, CASE WHEN cardinality(children) > 0 THEN 'unit' ELSE 'source' END);
  IF along = 'unit' AND cardinality(children) = 0 THEN
    RAISE EXCEPTION 'unit % has no units below it', explain_comparable.unit_code
      USING ERRCODE = 'invalid_parameter_value';
  ELSIF along = 'source' AND cardinality(children) > 0 THEN
    RAISE EXCEPTION 'unit % has units below it, whose sources are asked for one by one',
      explain_comparable.unit_code
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF along IN ('unit', 'subject', 'fund') THEN
    RETURN QUERY
    SELECT
      along, child.unit_code, child.unit_name, child.code, child.subject_name, child.code,
      child.fund_type, NULL::text, NULL::text, NULL::text, NULL::numeric(20, 2),
      NULL::numeric(20, 2), NULL::numeric(20, 2), (child.initial_fen * 0.01)::numeric(20, 2),
      (child.final_fen * 0.01)::numeric(20, 2), (child.actual_fen * 0.01)::numeric(20, 2)
    FROM store.comparable_cell AS child
    WHERE child.fiscal_year = explain_comparable.fiscal_year
      AND CASE along WHEN 'unit' THEN child.unit_code = ANY (children)
        ELSE child.unit_code = explain_comparable.unit_code END
      AND CASE along WHEN 'subject'
        THEN child.level = CASE cell.level WHEN 0 THEN 3 WHEN 3 THEN 5 WHEN 5 THEN 7 END
          AND store.is_under(child.code, explain_comparable.subject_code)
          AND child.code <> explain_comparable.subject_code
        ELSE child.code = explain_comparable.subject_code END
      AND CASE along WHEN 'fund'
        THEN child.fund_type <> '*'
          AND explain_comparable.fund_type IN ('*', child.fund_type)
        ELSE child.fund_type = explain_comparable.fund_type END
      AND (child.initial_fen <> 0 OR child.final_fen <> 0 OR child.actual_fen <> 0)
    ORDER BY child.unit_code COLLATE "C", child.code COLLATE "C", child.fund_type COLLATE "C";
  END IF;
  IF along = 'subject' THEN
    RETURN QUERY
    SELECT
      'direct', cell.unit_code, NULL::text, cell.code, NULL::text, cell.code, cell.fund_type,
      NULL::text, NULL::text, NULL::text, NULL::numeric(20, 2), NULL::numeric(20, 2),
      NULL::numeric(20, 2), (own.initial_fen * 0.01)::numeric(20, 2),
      (own.final_fen * 0.01)::numeric(20, 2), (own.actual_fen * 0.01)::numeric(20, 2)
    FROM (
      SELECT
        CASE WHEN cell.flags & 4 = 4 THEN cell.direct_initial_fen
          WHEN cell.level = 7 THEN cell.initial_fen END AS initial_fen,
        CASE WHEN cell.flags & 4 = 4 THEN cell.direct_final_fen
          WHEN cell.level = 7 THEN cell.final_fen END AS final_fen,
        CASE WHEN cell.flags & 4 = 4 THEN cell.direct_actual_fen
          WHEN cell.level = 7 THEN cell.actual_fen END AS actual_fen
    ) AS own
    WHERE coalesce(own.initial_fen, own.final_fen, own.actual_fen) IS NOT NULL;
  END IF;
  -- Of a unit that has others below it now, what it held itself.
  IF along = 'source' OR along = 'unit' AND unit.is_owner THEN
    RETURN QUERY
    SELECT
      'source', source.from_unit, named.unit_name, source.from_code, subject.name, source.to_code,
      source.booked_fund, source.unit_share, source.code_share, source.kind,
      (source.booked_initial_fen * 0.01)::numeric(20, 2),
      (source.booked_final_fen * 0.01)::numeric(20, 2),
      (source.booked_actual_fen * 0.01)::numeric(20, 2),
      (source.initial_fen * 0.01)::numeric(20, 2), (source.final_fen * 0.01)::numeric(20, 2),
      (source.actual_fen * 0.01)::numeric(20, 2)
    FROM store.comparable_sources(
      explain_comparable.fiscal_year, cell.volume_id, explain_comparable.unit_code,
      explain_comparable.subject_code, explain_comparable.fund_type
    ) AS source
    LEFT JOIN store.unit AS code
      ON code.unit_code = source.from_unit
    LEFT JOIN store.unit_name AS named
      ON named.fiscal_year = explain_comparable.fiscal_year
      AND named.volume_id = cell.volume_id
      AND named.unit_id = code.unit_id
    LEFT JOIN store.item AS item
      ON item.axis = 'functional'
      AND item.code = source.from_code
    LEFT JOIN store.item_name AS subject
      ON subject.fiscal_year = explain_comparable.fiscal_year
      AND subject.volume_id = cell.volume_id
      AND subject.item_id = item.item_id
      AND subject.fund_type = source.booked_fund
    ORDER BY source.to_code COLLATE "C", source.from_unit COLLATE "C",
      source.from_code COLLATE "C", source.booked_fund COLLATE "C";
  END IF;
  IF along IN ('unit', 'source') THEN
    RETURN QUERY
    SELECT
      'elimination', cell.unit_code, NULL::text, cell.code, NULL::text, cell.code,
      cell.fund_type, NULL::text, NULL::text, NULL::text, NULL::numeric(20, 2),
      NULL::numeric(20, 2), NULL::numeric(20, 2),
      (cell.eliminated_initial_fen * -0.01)::numeric(20, 2),
      (cell.eliminated_final_fen * -0.01)::numeric(20, 2),
      (cell.eliminated_actual_fen * -0.01)::numeric(20, 2)
    WHERE coalesce(
      nullif(cell.eliminated_initial_fen, 0), nullif(cell.eliminated_final_fen, 0),
      nullif(cell.eliminated_actual_fen, 0)) IS NOT NULL;
  END IF;
  IF along = 'source' THEN
    RETURN QUERY
    SELECT
      'unrecorded', cell.unit_code, NULL::text, cell.code, NULL::text, cell.code,
      cell.fund_type, NULL::text, NULL::text, NULL::text, NULL::numeric(20, 2),
      NULL::numeric(20, 2), NULL::numeric(20, 2), (rest.initial_fen * 0.01)::numeric(20, 2),
      (rest.final_fen * 0.01)::numeric(20, 2), (rest.actual_fen * 0.01)::numeric(20, 2)
    FROM (
      SELECT
        coalesce(cell.initial_fen, 0) + coalesce(cell.eliminated_initial_fen, 0)
          - coalesce(sum(source.initial_fen), 0) AS initial_fen,
        coalesce(cell.final_fen, 0) + coalesce(cell.eliminated_final_fen, 0)
          - coalesce(sum(source.final_fen), 0) AS final_fen,
        coalesce(cell.actual_fen, 0) + coalesce(cell.eliminated_actual_fen, 0)
          - coalesce(sum(source.actual_fen), 0) AS actual_fen
      FROM store.comparable_sources(
        explain_comparable.fiscal_year, cell.volume_id, explain_comparable.unit_code,
        explain_comparable.subject_code, explain_comparable.fund_type
      ) AS source
    ) AS rest
    WHERE (rest.initial_fen, rest.final_fen, rest.actual_fen) <> (0, 0, 0);
  END IF;
END
$$;
COMMENT ON FUNCTION summary.explain_comparable(integer, text, text, text, text) IS
  '一个可比数(当前发布)的下一层组成,合计恰为该数:part 为 unit 下级单位、subject 下级科目、'
  'direct 直接列于本科目的数、fund 各资金、source 原单位原科目的报告数按份额换算的数、'
  'elimination 在本单位抵销的数(负数),unrecorded 升级前发布、换算份额未记录的数。unit_share 为单位沿革的份额,subject_share 为科目对照的份额,'
  '空为全部;reported 各列为报告数。单位:元。参数:年度,最新年度的单位代码,科目代码,资金性质,'
  '分解方向 unit、subject、fund 或 source(空则有下级单位者按单位,否则按来源)。';
REVOKE ALL ON FUNCTION summary.explain_comparable(integer, text, text, text, text) FROM PUBLIC;
