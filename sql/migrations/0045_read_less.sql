-- 0045 read less
-- Why:   what makes a figure of the district was looked for among the cells of all its units, of which
--        the few hundred right below it are some; asked for unit by unit, each opens one tile.
--        `OFFSET 0` keeps the planner, which knows nothing of what a tile holds, from turning that
--        round. And marks of changes are many, their groups unknown to the planner, which sorts them
--        to merge them with the submissions; hashed, versions take a third less.
-- Locks: none but on the functions' own rows.
-- Undo:  the functions of 0024 in `store` and of 0025 in `summary`, with what 0033 and 0039 set;
--        ALTER FUNCTION control.submission_versions() RESET enable_mergejoin;
ALTER FUNCTION control.submission_versions() SET enable_mergejoin = off;

CREATE OR REPLACE FUNCTION store.explain(
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
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET jit = off
SET max_parallel_workers_per_gather = 0
AS $$
#variable_conflict use_column
DECLARE
  volume bigint;
  cell record;
  is_group boolean;
  below text;
BEGIN
  IF along NOT IN ('unit', 'subject', 'fund', 'line') THEN
    RAISE EXCEPTION 'a cell is explained along unit, subject, fund or line, not %', along
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT placed.volume_id
  INTO volume
  FROM control.publication_year AS placed
  JOIN control.current_publication USING (publication_id)
  WHERE placed.fiscal_year = explain.fiscal_year;
  SELECT found.*
  INTO cell
  FROM store.subject_cell AS found
  WHERE found.fiscal_year = explain.fiscal_year
    AND found.unit_code = explain.unit_code
    AND found.code = explain.subject_code
    AND found.fund_type = explain.fund_type;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT NOT named.is_leaf
  INTO is_group
  FROM store.unit_name AS named
  WHERE named.fiscal_year = explain.fiscal_year
    AND named.volume_id = volume
    AND named.unit_id = cell.unit_id;
  below := CASE cell.level WHEN 0 THEN '' WHEN 7 THEN NULL ELSE explain.subject_code END;
  along := coalesce(
    along, CASE WHEN is_group THEN 'unit' WHEN cell.level IN (0, 3, 5) AND below <> '?'
      THEN 'subject' ELSE 'line' END);
  IF along = 'unit' AND NOT is_group THEN
    RAISE EXCEPTION 'unit % has no units below it in %', explain.unit_code, explain.fiscal_year
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF along = 'unit' THEN
    RETURN QUERY
    SELECT
      'unit', child.unit_code, named.unit_name, child.code, NULL::text, child.fund_type,
      NULL::text, NULL::bigint, NULL::integer, (child.initial_fen * 0.01)::numeric(20, 2),
      (child.final_fen * 0.01)::numeric(20, 2), (child.actual_fen * 0.01)::numeric(20, 2)
    FROM store.unit_name AS named
    CROSS JOIN LATERAL (
      SELECT found.*
      FROM store.subject_cell AS found
      WHERE found.fiscal_year = explain.fiscal_year
        AND found.unit_id = named.unit_id
        AND found.code = explain.subject_code
        AND found.fund_type = explain.fund_type
        AND found.line_count > 0
      OFFSET 0
    ) AS child
    WHERE named.fiscal_year = explain.fiscal_year
      AND named.volume_id = volume
      AND named.parent_id = cell.unit_id
    ORDER BY child.unit_code COLLATE "C";
    -- The pairs that meet here; what the register has under a wider subject, or in another fund
    -- than the lines, is not told apart.
    RETURN QUERY
    WITH pair AS (
      SELECT
        stored.payer_code,
        stored.payee_code,
        stored.subject_code AS code,
        stored.fund_type,
        sum(stored.eliminated_fen) FILTER (WHERE stored.measure = 'initial_budget') AS initial_fen,
        sum(stored.eliminated_fen) FILTER (WHERE stored.measure = 'final_budget') AS final_fen,
        sum(stored.eliminated_fen) FILTER (WHERE stored.measure = 'actual') AS actual_fen
      FROM store.elimination AS stored
      WHERE stored.fiscal_year = explain.fiscal_year
        AND stored.volume_id = volume
        AND stored.at_unit = explain.unit_code
        AND stored.eliminated_fen <> 0
        AND explain.fund_type IN ('*', stored.fund_type)
        AND store.is_under(stored.subject_code, explain.subject_code)
      GROUP BY stored.payer_code, stored.payee_code, stored.subject_code, stored.fund_type
    ), rest AS (
      SELECT
        coalesce(cell.eliminated_initial_fen, 0) - coalesce(sum(pair.initial_fen), 0)
          AS initial_fen,
        coalesce(cell.eliminated_final_fen, 0) - coalesce(sum(pair.final_fen), 0) AS final_fen,
        coalesce(cell.eliminated_actual_fen, 0) - coalesce(sum(pair.actual_fen), 0) AS actual_fen
      FROM pair
    )
    SELECT
      'elimination', pair.payer_code, payer.unit_name, pair.code, NULL::text, pair.fund_type,
      pair.payee_code, NULL::bigint, NULL::integer, (pair.initial_fen * -0.01)::numeric(20, 2),
      (pair.final_fen * -0.01)::numeric(20, 2), (pair.actual_fen * -0.01)::numeric(20, 2)
    FROM pair
    LEFT JOIN store.unit AS code
      ON code.unit_code = pair.payer_code
    LEFT JOIN store.unit_name AS payer
      ON payer.fiscal_year = explain.fiscal_year
      AND payer.volume_id = volume
      AND payer.unit_id = code.unit_id
    UNION ALL
    SELECT
      'elimination', NULL, NULL, explain.subject_code, NULL, explain.fund_type, NULL, NULL, NULL,
      (nullif(rest.initial_fen, 0) * -0.01)::numeric(20, 2),
      (nullif(rest.final_fen, 0) * -0.01)::numeric(20, 2),
      (nullif(rest.actual_fen, 0) * -0.01)::numeric(20, 2)
    FROM rest
    WHERE (rest.initial_fen, rest.final_fen, rest.actual_fen) <> (0, 0, 0)
    ORDER BY 2, 7, 4, 6;
  ELSIF along = 'subject' THEN
    RETURN QUERY
    SELECT
      'direct', explain.unit_code, NULL::text, explain.subject_code, NULL::text,
      explain.fund_type, NULL::text, NULL::bigint, NULL::integer, own.initial_budget,
      own.final_budget, own.actual
    FROM (
      SELECT
        (own.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
        (own.final_fen * 0.01)::numeric(20, 2) AS final_budget,
        (own.actual_fen * 0.01)::numeric(20, 2) AS actual
      FROM (
        SELECT
          CASE WHEN cell.flags & 4 = 4 THEN cell.direct_initial_fen
            WHEN cell.level = 7 THEN cell.initial_fen END AS initial_fen,
          CASE WHEN cell.flags & 4 = 4 THEN cell.direct_final_fen
            WHEN cell.level = 7 THEN cell.final_fen END AS final_fen,
          CASE WHEN cell.flags & 4 = 4 THEN cell.direct_actual_fen
            WHEN cell.level = 7 THEN cell.actual_fen END AS actual_fen
      ) AS own
    ) AS own
    WHERE coalesce(own.initial_budget, own.final_budget, own.actual) IS NOT NULL;
    RETURN QUERY
    SELECT
      'subject', child.unit_code, NULL::text, child.code, named.name, child.fund_type,
      NULL::text, NULL::bigint, NULL::integer, (child.initial_fen * 0.01)::numeric(20, 2),
      (child.final_fen * 0.01)::numeric(20, 2), (child.actual_fen * 0.01)::numeric(20, 2)
    FROM store.subject_cell AS child
    LEFT JOIN store.item_name AS named
      ON named.fiscal_year = explain.fiscal_year
      AND named.volume_id = volume
      AND named.item_id = child.item_id
      AND named.fund_type = child.fund_type
    WHERE child.fiscal_year = explain.fiscal_year
      AND child.unit_code = explain.unit_code
      AND child.fund_type = explain.fund_type
      AND child.level = CASE cell.level WHEN 0 THEN 3 WHEN 3 THEN 5 WHEN 5 THEN 7 END
      AND starts_with(child.code, below)
      AND child.code <> explain.subject_code
      AND child.line_count > 0
    ORDER BY child.code COLLATE "C";
  ELSIF along = 'fund' THEN
    RETURN QUERY
    SELECT
      'fund', child.unit_code, NULL::text, child.code, NULL::text, child.fund_type, NULL::text,
      NULL::bigint, NULL::integer, (child.initial_fen * 0.01)::numeric(20, 2),
      (child.final_fen * 0.01)::numeric(20, 2), (child.actual_fen * 0.01)::numeric(20, 2)
    FROM store.subject_cell AS child
    WHERE child.fiscal_year = explain.fiscal_year
      AND child.unit_code = explain.unit_code
      AND child.code = explain.subject_code
      AND child.fund_type <> '*'
      AND explain.fund_type IN ('*', child.fund_type)
      AND child.line_count > 0
    ORDER BY child.fund_type COLLATE "C";
  ELSE
    RETURN QUERY
    SELECT
      line.part, line.part_unit, line.part_unit_name, line.part_subject, line.printed_name,
      line.part_fund, line.counterparty, line.submission_id, line.line_no, line.initial_budget,
      line.final_budget, line.actual
    FROM summary.explain_lines(
      explain.fiscal_year, explain.unit_code, explain.subject_code, explain.fund_type
    ) AS line
    WHERE line.part <> 'line'
      OR line.role = 'counted';
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION summary.explain_comparable(
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
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET jit = off
SET max_parallel_workers_per_gather = 0
AS $$
#variable_conflict use_column
DECLARE
  cell record;
  unit record;
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
  SELECT
    member.is_owner,
    EXISTS (
      SELECT
      FROM store.comparable_unit AS child
      WHERE child.fiscal_year = explain_comparable.fiscal_year
        AND child.volume_id = cell.volume_id
        AND child.parent_id = cell.unit_id
    ) AS is_group
  INTO unit
  FROM store.comparable_unit AS member
  WHERE member.fiscal_year = explain_comparable.fiscal_year
    AND member.volume_id = cell.volume_id
    AND member.unit_id = cell.unit_id;
  along := coalesce(
    along, CASE WHEN unit.is_group THEN 'unit' ELSE 'source' END);
  IF along = 'unit' AND NOT unit.is_group THEN
    RAISE EXCEPTION 'unit % has no units below it', explain_comparable.unit_code
      USING ERRCODE = 'invalid_parameter_value';
  ELSIF along = 'source' AND unit.is_group THEN
    RAISE EXCEPTION 'unit % has units below it, whose sources are asked for one by one',
      explain_comparable.unit_code
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF along = 'unit' THEN
    RETURN QUERY
    SELECT
      along, child.unit_code, child.unit_name, child.code, child.subject_name, child.code,
      child.fund_type, NULL::text, NULL::text, NULL::text, NULL::numeric(20, 2),
      NULL::numeric(20, 2), NULL::numeric(20, 2), (child.initial_fen * 0.01)::numeric(20, 2),
      (child.final_fen * 0.01)::numeric(20, 2), (child.actual_fen * 0.01)::numeric(20, 2)
    FROM store.comparable_unit AS member
    CROSS JOIN LATERAL (
      SELECT found.*
      FROM store.comparable_cell AS found
      WHERE found.fiscal_year = explain_comparable.fiscal_year
        AND found.unit_id = member.unit_id
        AND found.code = explain_comparable.subject_code
        AND found.fund_type = explain_comparable.fund_type
      OFFSET 0
    ) AS child
    WHERE member.fiscal_year = explain_comparable.fiscal_year
      AND member.volume_id = cell.volume_id
      AND member.parent_id = cell.unit_id
      AND (child.initial_fen <> 0 OR child.final_fen <> 0 OR child.actual_fen <> 0)
    ORDER BY child.unit_code COLLATE "C";
  END IF;
  IF along IN ('subject', 'fund') THEN
    RETURN QUERY
    SELECT
      along, child.unit_code, child.unit_name, child.code, child.subject_name, child.code,
      child.fund_type, NULL::text, NULL::text, NULL::text, NULL::numeric(20, 2),
      NULL::numeric(20, 2), NULL::numeric(20, 2), (child.initial_fen * 0.01)::numeric(20, 2),
      (child.final_fen * 0.01)::numeric(20, 2), (child.actual_fen * 0.01)::numeric(20, 2)
    FROM store.comparable_cell AS child
    WHERE child.fiscal_year = explain_comparable.fiscal_year
      AND child.unit_code = explain_comparable.unit_code
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
    ORDER BY child.code COLLATE "C", child.fund_type COLLATE "C";
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
