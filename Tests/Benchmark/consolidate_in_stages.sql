-- consolidate_in_stages: the cells of summary.subject_year by SQL alone, as fast as we could make
-- it: every stage reads less than the one before, in tables that parallel workers can scan
-- columns of benchmark.sql_cell: fiscal_year, unit_code, subject_code, fund_type, and the three
--   measures in fen; no index, no checks, no publication
-- It does only what the benchmark's data need, to its own advantage: every submission is a final
-- account, every line states all three measures, and all codes are well formed.
BEGIN;

-- One core for the leader, one for a worker; hash tables stay in memory.
SET LOCAL max_parallel_workers_per_gather = 1;
SET LOCAL work_mem = '1GB';
SET LOCAL jit = off;
-- The tables are new: the planner must not take them for empty, nor workers for too dear.
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;

-- The effective submission of each unit without children, with the fen in one of its units.
CREATE UNLOGGED TABLE benchmark.stage_effective AS
SELECT DISTINCT ON (submission.unit_code, submission.fiscal_year)
  submission.submission_id,
  submission.fiscal_year,
  submission.unit_code,
  CASE submission.amount_unit
    WHEN 'yuan' THEN 100
    WHEN 'thousand_yuan' THEN 100000
    WHEN 'wan_yuan' THEN 1000000
    ELSE 10000000000
  END::numeric AS fen
FROM intake.submission
JOIN reference.unit
  ON unit.unit_code = submission.unit_code
  AND submission.fiscal_year BETWEEN unit.valid_from AND coalesce(unit.valid_to, 9999)
WHERE submission.status IN ('submitted', 'accepted')
  AND submission.kind IN ('final_account', 'self_evaluation')
  AND NOT EXISTS (
    SELECT
    FROM reference.unit AS child
    WHERE child.parent_code = submission.unit_code
      AND submission.fiscal_year BETWEEN child.valid_from AND coalesce(child.valid_to, 9999)
  )
ORDER BY
  submission.unit_code,
  submission.fiscal_year,
  submission.kind,
  submission.revision DESC;
ANALYZE benchmark.stage_effective;

-- Every group above a unit, by year; the district is above all.
CREATE UNLOGGED TABLE benchmark.stage_group AS
WITH RECURSIVE above (fiscal_year, unit_code, group_code) AS (
  SELECT
    effective.fiscal_year,
    effective.unit_code,
    unit.parent_code
  FROM benchmark.stage_effective AS effective
  JOIN reference.unit
    ON unit.unit_code = effective.unit_code
    AND effective.fiscal_year BETWEEN unit.valid_from AND coalesce(unit.valid_to, 9999)
  UNION ALL
  SELECT
    above.fiscal_year,
    above.unit_code,
    unit.parent_code
  FROM above
  JOIN reference.unit
    ON unit.unit_code = above.group_code
    AND above.fiscal_year BETWEEN unit.valid_from AND coalesce(unit.valid_to, 9999)
)
SELECT
  fiscal_year,
  unit_code,
  coalesce(group_code, '*') AS group_code
FROM above;
ANALYZE benchmark.stage_group;

-- Printed totals: a line that leaves its code, fund or kind open, where another line fills it in.
CREATE UNLOGGED TABLE benchmark.stage_total AS
SELECT
  total.submission_id,
  total.line_no
FROM intake.line AS total
WHERE total.section = 'functional'
  AND total.form IS NULL
  AND (
    length(total.functional_code) < 7
    OR total.fund_type IS NULL
    OR total.expenditure_kind IS NULL
  )
  AND EXISTS (
    SELECT
    FROM intake.line AS part
    WHERE part.submission_id = total.submission_id
      AND part.section = 'functional'
      AND part.form IS NULL
      AND (
        total.functional_code = '*'
        OR starts_with(part.functional_code, total.functional_code)
      )
      AND (total.fund_type IS NULL OR total.fund_type = part.fund_type)
      AND (total.expenditure_kind IS NULL OR total.expenditure_kind = part.expenditure_kind)
      AND (
        total.functional_code <> part.functional_code
        OR total.fund_type IS DISTINCT FROM part.fund_type
        OR total.expenditure_kind IS DISTINCT FROM part.expenditure_kind
      )
  );
ANALYZE benchmark.stage_total;

-- What each unit books on each code and fund.
CREATE UNLOGGED TABLE benchmark.stage_leaf AS
SELECT
  effective.fiscal_year,
  effective.unit_code,
  line.functional_code AS subject_code,
  coalesce(line.fund_type, 'unstated') AS fund_type,
  (sum(line.initial_budget) * effective.fen)::bigint AS initial_fen,
  (sum(line.final_budget) * effective.fen)::bigint AS final_fen,
  (sum(line.actual) * effective.fen)::bigint AS actual_fen
FROM intake.line
JOIN benchmark.stage_effective AS effective USING (submission_id)
WHERE line.section = 'functional'
  AND line.form IS NULL
  AND NOT EXISTS (
    SELECT
    FROM benchmark.stage_total AS total
    WHERE total.submission_id = line.submission_id
      AND total.line_no = line.line_no
  )
GROUP BY
  effective.fiscal_year,
  effective.unit_code,
  line.functional_code,
  line.fund_type,
  effective.fen;
ANALYZE benchmark.stage_leaf;

-- The same for each group.
CREATE UNLOGGED TABLE benchmark.stage_group_leaf AS
SELECT
  leaf.fiscal_year,
  above.group_code AS unit_code,
  leaf.subject_code,
  leaf.fund_type,
  sum(leaf.initial_fen)::bigint AS initial_fen,
  sum(leaf.final_fen)::bigint AS final_fen,
  sum(leaf.actual_fen)::bigint AS actual_fen
FROM benchmark.stage_leaf AS leaf
JOIN benchmark.stage_group AS above USING (fiscal_year, unit_code)
GROUP BY leaf.fiscal_year, above.group_code, leaf.subject_code, leaf.fund_type;

INSERT INTO benchmark.stage_leaf (
  fiscal_year, unit_code, subject_code, fund_type, initial_fen, final_fen, actual_fen
)
SELECT
  fiscal_year,
  unit_code,
  subject_code,
  fund_type,
  initial_fen,
  final_fen,
  actual_fen
FROM benchmark.stage_group_leaf;
ANALYZE benchmark.stage_leaf;

-- Codes add up to the code above, from 项 to 款 to 类 to all.
CREATE UNLOGGED TABLE benchmark.stage_division AS
SELECT
  fiscal_year,
  unit_code,
  left(subject_code, 5) AS subject_code,
  fund_type,
  sum(initial_fen)::bigint AS initial_fen,
  sum(final_fen)::bigint AS final_fen,
  sum(actual_fen)::bigint AS actual_fen
FROM benchmark.stage_leaf
GROUP BY fiscal_year, unit_code, left(subject_code, 5), fund_type;
ANALYZE benchmark.stage_division;

CREATE UNLOGGED TABLE benchmark.stage_class AS
SELECT
  fiscal_year,
  unit_code,
  left(subject_code, 3) AS subject_code,
  fund_type,
  sum(initial_fen)::bigint AS initial_fen,
  sum(final_fen)::bigint AS final_fen,
  sum(actual_fen)::bigint AS actual_fen
FROM benchmark.stage_division
GROUP BY fiscal_year, unit_code, left(subject_code, 3), fund_type;
ANALYZE benchmark.stage_class;

CREATE UNLOGGED TABLE benchmark.stage_all AS
SELECT
  fiscal_year,
  unit_code,
  '*' AS subject_code,
  fund_type,
  sum(initial_fen)::bigint AS initial_fen,
  sum(final_fen)::bigint AS final_fen,
  sum(actual_fen)::bigint AS actual_fen
FROM benchmark.stage_class
GROUP BY fiscal_year, unit_code, fund_type;

-- Every level with each fund, and with all funds together. A table made in this transaction is
-- written without a log of its own.
CREATE TABLE benchmark.sql_cell AS
WITH cell AS NOT MATERIALIZED (
  SELECT * FROM benchmark.stage_leaf
  UNION ALL
  SELECT * FROM benchmark.stage_division WHERE length(subject_code) = 5
  UNION ALL
  SELECT * FROM benchmark.stage_class
  UNION ALL
  SELECT * FROM benchmark.stage_all
)
SELECT
  fiscal_year,
  unit_code,
  subject_code,
  fund_type,
  initial_fen,
  final_fen,
  actual_fen
FROM cell
UNION ALL
SELECT
  fiscal_year,
  unit_code,
  subject_code,
  '*',
  sum(initial_fen)::bigint,
  sum(final_fen)::bigint,
  sum(actual_fen)::bigint
FROM cell
GROUP BY fiscal_year, unit_code, subject_code;

DROP TABLE benchmark.stage_effective, benchmark.stage_group, benchmark.stage_total,
  benchmark.stage_leaf, benchmark.stage_group_leaf, benchmark.stage_division,
  benchmark.stage_class, benchmark.stage_all;

COMMIT;
