-- 0024 explain cells
-- Why:   whoever sees a figure wants to know what makes it. `explain` gives the next level only and
--        adds up to the cell; `explain_lines` gives every line behind it. Which lines count is
--        decided here once more, from the submissions that the publication names in its coverage,
--        by the rule of printed totals; whatever the two do not agree in has changed since, and
--        stands in a row of its own, so that the sum is the cell's whatever happens.
--        Analysts may not read what units submitted, but the lines of a figure they may: hence
--        SECURITY DEFINER. The plans are made for the values asked for: the tiles of the cells are
--        found by them.
-- Locks: none, everything is new.  Undo: drop the functions.

-- Where a code's money counts: itself, its longest readable prefix, or `?`. The program reads codes
-- by the same rule (CodeReading).
CREATE FUNCTION store.counted_code(code text) RETURNS text
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN code IN ('*', '?') THEN code
    WHEN code ~ '^[1-9][0-9]{2,}$' THEN left(
      code, CASE WHEN length(code) >= 7 THEN 7 WHEN length(code) >= 5 THEN 5 ELSE 3 END)
    ELSE '?'
  END
$$;
COMMENT ON FUNCTION store.counted_code(text) IS '报送的科目代码计入哪个科目;无法识别为“?”。';

-- An amount counts where it is a whole number of fen within ±10^15. One expression, so that the
-- planner puts it in the place of the call.
CREATE FUNCTION store.whole_fen(amount numeric, fen_per_unit numeric) RETURNS numeric
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN abs(amount * fen_per_unit) <= 1000000000000000
      AND amount * fen_per_unit = trunc(amount * fen_per_unit)
      THEN trunc(amount * fen_per_unit)
  END
$$;
COMMENT ON FUNCTION store.whole_fen(numeric, numeric) IS
  '报送的金额折合分(第二个参数为一单位合多少分);不是整数分或超过界限者为空。';

-- Whether `code` stands at or under `node`.
CREATE FUNCTION store.is_under(code text, node text) RETURNS boolean
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
AS $$
  SELECT node = '*' OR code = node OR starts_with(code, node)
$$;
COMMENT ON FUNCTION store.is_under(text, text) IS '科目是否等于或属于另一科目;“*”为全部。';

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
SET search_path = pg_catalog
SET plan_cache_mode = force_custom_plan
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  volume bigint;
  cell record;
  units integer[];
BEGIN
  SELECT placed.volume_id
  INTO volume
  FROM control.publication_year AS placed
  JOIN control.current_publication USING (publication_id)
  WHERE placed.fiscal_year = explain_lines.fiscal_year;
  SELECT found.initial_fen, found.final_fen, found.actual_fen
  INTO cell
  FROM store.subject_cell AS found
  WHERE found.fiscal_year = explain_lines.fiscal_year
    AND found.unit_code = explain_lines.unit_code
    AND found.code = explain_lines.subject_code
    AND found.fund_type = explain_lines.fund_type;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  WITH RECURSIVE tree AS MATERIALIZED (
    SELECT member.unit_id, member.parent_id
    FROM store.unit_name AS member
    WHERE member.fiscal_year = explain_lines.fiscal_year
      AND member.volume_id = volume
  ), below AS (
    SELECT named.unit_id
    FROM store.unit AS named
    WHERE named.unit_code = explain_lines.unit_code
    UNION
    SELECT tree.unit_id
    FROM below
    JOIN tree
      ON tree.parent_id = below.unit_id
  )
  SELECT array_agg(unit_id)
  INTO units
  FROM below;
  RETURN QUERY
  WITH member AS MATERIALIZED (
    SELECT
      named.unit_id,
      code.unit_code,
      named.unit_name,
      named.is_leaf
    FROM store.unit_name AS named
    JOIN store.unit AS code USING (unit_id)
    WHERE named.fiscal_year = explain_lines.fiscal_year
      AND named.volume_id = volume
      AND named.unit_id = ANY (units)
  ), source AS MATERIALIZED (
    SELECT
      member.unit_code,
      member.unit_name,
      submission.submission_id,
      submission.kind,
      submission.revision,
      submission.amount_unit,
      CASE submission.amount_unit
        WHEN 'yuan' THEN 100
        WHEN 'thousand_yuan' THEN 100000
        WHEN 'wan_yuan' THEN 1000000
        WHEN 'yi_yuan' THEN 10000000000
      END::numeric AS fen_per_unit,
      kind.rank,
      (kind.rank = min(kind.rank) FILTER (WHERE kind.rank < 3)
        OVER (PARTITION BY member.unit_code)) IS TRUE AS states_actual,
      EXISTS (
        SELECT
        FROM intake.submission AS later
        WHERE later.unit_code = submission.unit_code
          AND later.fiscal_year = submission.fiscal_year
          AND later.kind = submission.kind
          AND later.status IN ('submitted', 'accepted')
          AND later.revision > submission.revision
      ) AS is_superseded
    FROM member
    JOIN store.coverage AS covered
      ON covered.fiscal_year = explain_lines.fiscal_year
      AND covered.volume_id = volume
      AND covered.unit_code = member.unit_code
      AND covered.state IN ('effective', 'late')
    JOIN intake.submission AS submission
      ON submission.submission_id = covered.submission_id
    JOIN (VALUES ('final_account', 1), ('self_evaluation', 2), ('budget', 3)) AS kind (kind, rank)
      ON kind.kind = covered.kind
    WHERE member.is_leaf
  ), alias AS (
    SELECT DISTINCT ON (known.alias) known.alias, known.code
    FROM reference.subject_alias AS known
    WHERE explain_lines.fiscal_year
      BETWEEN known.valid_from AND coalesce(known.valid_to, explain_lines.fiscal_year)
    ORDER BY known.alias, known.valid_from DESC
  ), printed AS (
    SELECT
      source.*,
      line.line_no,
      coalesce(line.functional_code, alias.code, line.printed_name, '') AS label,
      coalesce(line.functional_code, alias.code) IS NOT NULL
        OR line.printed_name IS NOT DISTINCT FROM '*' AS is_code,
      store.counted_code(coalesce(line.functional_code, alias.code)) AS code,
      line.functional_code,
      line.printed_name,
      line.fund_type,
      line.expenditure_kind,
      line.counterparty_code,
      line.initial_budget,
      line.final_budget,
      line.actual
    FROM source
    JOIN intake.line AS line USING (submission_id)
    LEFT JOIN alias
      ON line.functional_code IS NULL
      AND alias.alias = line.printed_name
    WHERE line.section = 'functional'
      AND line.form IS NULL
  ), beside AS (
    -- Each row beside all rows of its table: what is joined row by row is planned for one
    -- submission, whether one or all of them are asked for.
    SELECT
      printed.*,
      array_agg(printed.label) OVER submission AS labels,
      array_agg(printed.is_code) OVER submission AS are_codes,
      array_agg(printed.fund_type) OVER submission AS funds,
      array_agg(printed.expenditure_kind) OVER submission AS kinds,
      array_agg(printed.initial_budget IS NOT NULL) OVER submission AS state_initial,
      array_agg(printed.final_budget IS NOT NULL) OVER submission AS state_final,
      array_agg(printed.actual IS NOT NULL) OVER submission AS state_actual
    FROM printed
    WINDOW submission AS (PARTITION BY printed.submission_id)
  ), judged AS (
    SELECT
      beside.*,
      covering.is_total,
      covering.initial IS TRUE AND beside.initial_budget IS NOT NULL AS initial_covered,
      covering.final IS TRUE AND beside.final_budget IS NOT NULL AS final_covered,
      covering.actual IS TRUE AND beside.actual IS NOT NULL AS actual_covered,
      CASE WHEN covering.initial IS NOT TRUE
        THEN store.whole_fen(beside.initial_budget, beside.fen_per_unit) END AS initial_fen,
      CASE WHEN covering.final IS NOT TRUE AND beside.states_actual
        THEN store.whole_fen(beside.final_budget, beside.fen_per_unit) END AS final_fen,
      CASE WHEN covering.actual IS NOT TRUE AND beside.states_actual
        THEN store.whole_fen(beside.actual, beside.fen_per_unit) END AS actual_fen
    FROM beside
    CROSS JOIN LATERAL (
      -- A row is a printed total of what lies within it, or a printed part of what lies below it
      -- and leaves open what it states.
      SELECT
        bool_or(inner_row.states_initial) AS initial,
        bool_or(inner_row.states_final) AS final,
        bool_or(inner_row.states_actual) AS actual,
        bool_or(
          (beside.fund_type IS NULL OR beside.fund_type = inner_row.fund)
            AND (beside.expenditure_kind IS NULL OR beside.expenditure_kind = inner_row.kind)
        ) AS is_total
      FROM unnest(
        beside.labels, beside.are_codes, beside.funds, beside.kinds, beside.state_initial,
        beside.state_final, beside.state_actual
      ) AS inner_row (
        label, is_code, fund, kind, states_initial, states_final, states_actual
      )
      WHERE CASE
        WHEN beside.label = inner_row.label AND beside.is_code = inner_row.is_code
          THEN (beside.fund_type IS NULL OR beside.fund_type = inner_row.fund)
            AND (beside.expenditure_kind IS NULL OR beside.expenditure_kind = inner_row.kind)
            AND (beside.fund_type, beside.expenditure_kind)
              IS DISTINCT FROM (inner_row.fund, inner_row.kind)
        WHEN beside.label = '*'
          OR beside.is_code AND inner_row.is_code AND starts_with(inner_row.label, beside.label)
          THEN (beside.fund_type = inner_row.fund) IS NOT FALSE
            AND (beside.expenditure_kind = inner_row.kind) IS NOT FALSE
        ELSE false
      END
    ) AS covering
  ), sourced AS (
    -- The initial budget is that of the first kind whose functional section states any.
    SELECT
      judged.*,
      judged.rank = min(judged.rank) FILTER (WHERE judged.initial_fen IS NOT NULL)
        OVER (PARTITION BY judged.unit_code) AS states_initial
    FROM judged
  ), counted AS MATERIALIZED (
    SELECT sourced.*
    FROM sourced
    WHERE store.is_under(sourced.code, explain_lines.subject_code)
      AND explain_lines.fund_type IN (
        '*',
        CASE WHEN sourced.fund_type IN ('general', 'fund', 'capital', 'other')
          THEN sourced.fund_type ELSE 'unstated' END
      )
  ), part AS (
    SELECT
      'line' AS part,
      counted.unit_code,
      counted.unit_name,
      counted.code,
      CASE WHEN counted.fund_type IN ('general', 'fund', 'capital', 'other')
        THEN counted.fund_type ELSE 'unstated' END AS fund_type,
      counted.submission_id,
      counted.kind,
      counted.revision,
      counted.line_no,
      counted.functional_code,
      counted.printed_name,
      counted.expenditure_kind,
      counted.counterparty_code,
      CASE
        WHEN counted.states_initial AND counted.initial_fen IS NOT NULL
          OR coalesce(counted.final_fen, counted.actual_fen) IS NOT NULL THEN 'counted'
        WHEN counted.is_total AND (counted.initial_covered AND counted.states_initial
          OR (counted.final_covered OR counted.actual_covered) AND counted.states_actual)
          THEN 'total'
        WHEN counted.initial_covered AND counted.states_initial
          OR (counted.final_covered OR counted.actual_covered) AND counted.states_actual
          THEN 'part'
        WHEN counted.initial_budget IS NOT NULL AND counted.states_initial
          OR coalesce(counted.final_budget, counted.actual) IS NOT NULL
            AND counted.states_actual THEN 'left_out'
      END AS role,
      CASE WHEN counted.states_initial THEN counted.initial_fen END AS initial_fen,
      counted.final_fen,
      counted.actual_fen,
      counted.initial_budget AS stated_initial,
      counted.final_budget AS stated_final,
      counted.actual AS stated_actual,
      counted.amount_unit,
      counted.is_superseded
    FROM counted
    UNION ALL
    SELECT
      'elimination',
      eliminated.unit_code,
      member.unit_name,
      explain_lines.subject_code,
      explain_lines.fund_type,
      NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      -eliminated.eliminated_initial_fen::numeric,
      -eliminated.eliminated_final_fen::numeric,
      -eliminated.eliminated_actual_fen::numeric,
      NULL, NULL, NULL, NULL, NULL
    FROM store.subject_cell AS eliminated
    JOIN member USING (unit_id)
    WHERE eliminated.fiscal_year = explain_lines.fiscal_year
      AND eliminated.code = explain_lines.subject_code
      AND eliminated.fund_type = explain_lines.fund_type
      AND NOT member.is_leaf
      AND coalesce(
        eliminated.eliminated_initial_fen, eliminated.eliminated_final_fen,
        eliminated.eliminated_actual_fen
      ) IS NOT NULL
  ), difference AS (
    SELECT
      coalesce(cell.initial_fen, 0) - coalesce(sum(part.initial_fen), 0) AS initial_fen,
      coalesce(cell.final_fen, 0) - coalesce(sum(part.final_fen), 0) AS final_fen,
      coalesce(cell.actual_fen, 0) - coalesce(sum(part.actual_fen), 0) AS actual_fen
    FROM part
  )
  SELECT
    part.part,
    part.unit_code,
    part.unit_name,
    part.code,
    part.fund_type,
    part.submission_id,
    part.kind,
    part.revision,
    part.line_no,
    part.functional_code,
    part.printed_name,
    part.expenditure_kind,
    part.counterparty_code,
    part.role,
    (part.initial_fen * 0.01)::numeric(20, 2),
    (part.final_fen * 0.01)::numeric(20, 2),
    (part.actual_fen * 0.01)::numeric(20, 2),
    part.stated_initial,
    part.stated_final,
    part.stated_actual,
    part.amount_unit,
    part.is_superseded
  FROM (
    SELECT part.*
    FROM part
    WHERE part.part = 'elimination'
      OR part.role IS NOT NULL
    UNION ALL
    SELECT
      'newer_input', explain_lines.unit_code, NULL, explain_lines.subject_code,
      explain_lines.fund_type, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      nullif(difference.initial_fen, 0), nullif(difference.final_fen, 0),
      nullif(difference.actual_fen, 0), NULL, NULL, NULL, NULL, NULL
    FROM difference
    WHERE (difference.initial_fen, difference.final_fen, difference.actual_fen) <> (0, 0, 0)
  ) AS part
  ORDER BY array_position(ARRAY['line', 'elimination', 'newer_input'], part.part),
    part.unit_code COLLATE "C", part.submission_id, part.line_no;
END
$$;
COMMENT ON FUNCTION summary.explain_lines(integer, text, text, text) IS
  '一个汇总数(当前发布)背后的每一报送行:part 为 line 报送行、elimination 在该单位抵销的数(负数)、'
  'newer_input 发布后输入有变化的差额;三项合计恰为该汇总数。role 为 counted 计入、total 印刷的合计、'
  'part 印刷的其中数、left_out 不是整数分或超过界限;计入的金额单位:元,stated 各列为印出的数。'
  'is_superseded 为发布后已有更高版本。参数:年度,单位代码,科目代码,资金性质(“*”为全部)。';
REVOKE ALL ON FUNCTION summary.explain_lines(integer, text, text, text) FROM PUBLIC;

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
SET search_path = pg_catalog
SET plan_cache_mode = force_custom_plan
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  volume bigint;
  cell record;
  is_group boolean;
  children text[];
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
    children := ARRAY(
      SELECT code.unit_code
      FROM store.unit_name AS named
      JOIN store.unit AS code USING (unit_id)
      WHERE named.fiscal_year = explain.fiscal_year
        AND named.volume_id = volume
        AND named.parent_id = cell.unit_id
    );
    RETURN QUERY
    SELECT
      'unit', child.unit_code, named.unit_name, child.code, NULL::text, child.fund_type,
      NULL::text, NULL::bigint, NULL::integer, (child.initial_fen * 0.01)::numeric(20, 2),
      (child.final_fen * 0.01)::numeric(20, 2), (child.actual_fen * 0.01)::numeric(20, 2)
    FROM store.subject_cell AS child
    JOIN store.unit_name AS named
      ON named.fiscal_year = explain.fiscal_year
      AND named.volume_id = volume
      AND named.unit_id = child.unit_id
    WHERE child.fiscal_year = explain.fiscal_year
      AND child.unit_code = ANY (children)
      AND child.code = explain.subject_code
      AND child.fund_type = explain.fund_type
      AND child.line_count > 0
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
COMMENT ON FUNCTION summary.explain(integer, text, text, text, text) IS
  '一个汇总数(当前发布)的下一层组成,合计恰为该数:part 为 unit 下级单位、elimination 在本单位抵销的数'
  '(负数;付款单位、收款单位)、subject 下级科目、direct 直接列于本科目的数、fund 各资金、line 报送行、'
  'newer_input 发布后输入有变化的差额。单位:元。参数:年度,单位代码,科目代码,资金性质(“*”为全部),'
  '分解方向 unit、subject、fund 或 line(空则有下级单位者按单位,否则按科目,再下为报送行)。';
REVOKE ALL ON FUNCTION summary.explain(integer, text, text, text, text) FROM PUBLIC;
