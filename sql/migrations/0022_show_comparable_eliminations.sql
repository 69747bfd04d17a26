-- 0022 show comparable eliminations
-- Why:   what units paid each other is restated with the payer's money, so what was taken out of a
--        comparable cell may differ from what was taken out of the reported one.
-- Locks: ACCESS EXCLUSIVE on the views for a moment.
-- Undo:  restore from backup.
CREATE OR REPLACE VIEW store.restated_cell AS
SELECT
  placed.publication_id,
  tile.fiscal_year,
  tile.volume_id,
  unit.unit_id,
  unit.unit_code,
  item.item_id,
  item.code,
  tile.level,
  tile.fund_type AS fund_type,
  tile.initial_fen[i] AS initial_fen,
  tile.final_fen[i] AS final_fen,
  tile.actual_fen[i] AS actual_fen,
  tile.basic_fen[i] AS basic_fen,
  tile.project_fen[i] AS project_fen,
  tile.prior_fen[i] AS prior_fen,
  tile.direct_initial_fen[i] AS direct_initial_fen,
  tile.direct_final_fen[i] AS direct_final_fen,
  tile.direct_actual_fen[i] AS direct_actual_fen,
  tile.execution_actual_fen[i] AS execution_actual_fen,
  tile.execution_budget_fen[i] AS execution_budget_fen,
  coalesce(tile.flags[i], 0::smallint) AS flags,
  tile.eliminated_initial_fen[i] AS eliminated_initial_fen,
  tile.eliminated_final_fen[i] AS eliminated_final_fen,
  tile.eliminated_actual_fen[i] AS eliminated_actual_fen
FROM control.publication_year AS placed
JOIN store.comparable_tile AS tile
  ON tile.fiscal_year = placed.fiscal_year
  AND tile.volume_id = placed.volume_id
CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
JOIN store.unit
  ON unit.unit_id = tile.unit[i]
  AND tile.block BETWEEN unit.block AND unit.block
JOIN store.item
  ON item.item_id = tile.item[i]
  AND tile.tile BETWEEN item.tile AND item.tile
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  )
UNION ALL
SELECT
  placed.publication_id,
  tile.fiscal_year,
  tile.volume_id,
  unit.unit_id,
  unit.unit_code,
  item.item_id,
  item.code,
  tile.level,
  fund.fund_type AS fund_type,
  tile.initial_fen[i] AS initial_fen,
  tile.final_fen[i] AS final_fen,
  tile.actual_fen[i] AS actual_fen,
  tile.basic_fen[i] AS basic_fen,
  tile.project_fen[i] AS project_fen,
  tile.prior_fen[i] AS prior_fen,
  tile.direct_initial_fen[i] AS direct_initial_fen,
  tile.direct_final_fen[i] AS direct_final_fen,
  tile.direct_actual_fen[i] AS direct_actual_fen,
  tile.execution_actual_fen[i] AS execution_actual_fen,
  tile.execution_budget_fen[i] AS execution_budget_fen,
  coalesce(tile.flags[i], 0::smallint) AS flags,
  tile.eliminated_initial_fen[i] AS eliminated_initial_fen,
  tile.eliminated_final_fen[i] AS eliminated_final_fen,
  tile.eliminated_actual_fen[i] AS eliminated_actual_fen
FROM control.publication_year AS placed
JOIN store.comparable_tile AS tile
  ON tile.fiscal_year = placed.fiscal_year
  AND tile.volume_id = placed.volume_id
JOIN store.fund ON fund.fund_type <> '*'
CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
JOIN store.unit
  ON unit.unit_id = tile.unit[i]
  AND tile.block BETWEEN unit.block AND unit.block
JOIN store.item
  ON item.item_id = tile.item[i]
  AND tile.tile BETWEEN item.tile AND item.tile
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  )
  AND tile.fund_type = '*'
  AND tile.sole_fund[i] = fund.fund_code;
COMMENT ON COLUMN store.restated_cell.eliminated_initial_fen IS '在本单位抵销的年初预算数,单位:分;空即未抵销。';
COMMENT ON COLUMN store.restated_cell.eliminated_final_fen IS '在本单位抵销的全年预算数,单位:分;空即未抵销。';
COMMENT ON COLUMN store.restated_cell.eliminated_actual_fen IS '在本单位抵销的决算数,单位:分;空即未抵销。';

CREATE OR REPLACE VIEW store.comparable_cell AS
SELECT
  cell.publication_id,
  cell.fiscal_year,
  cell.volume_id,
  cell.unit_id,
  cell.unit_code,
  cell.item_id,
  cell.code,
  cell.level,
  cell.fund_type,
  cell.initial_fen,
  cell.final_fen,
  cell.actual_fen,
  cell.basic_fen,
  cell.project_fen,
  cell.prior_fen,
  cell.direct_initial_fen,
  cell.direct_final_fen,
  cell.direct_actual_fen,
  cell.execution_actual_fen,
  cell.execution_budget_fen,
  cell.flags,
  member.unit_name,
  subject.name AS subject_name,
  greatest(subject.comparability, member.comparability) AS comparability,
  subject.family,
  member.total_fen[fund.fund_code + 1] AS total_fen,
  member.base_year,
  member.basis,
  cell.eliminated_initial_fen,
  cell.eliminated_final_fen,
  cell.eliminated_actual_fen
FROM store.subject_cell AS cell
JOIN store.comparable_unit AS member
  ON member.fiscal_year = cell.fiscal_year
  AND member.volume_id = cell.volume_id
  AND member.unit_id = cell.unit_id
JOIN store.comparable_item AS subject
  ON subject.fiscal_year = cell.fiscal_year
  AND subject.volume_id = cell.volume_id
  AND subject.item_id = cell.item_id
  AND subject.fund_type = cell.fund_type
JOIN store.fund ON fund.fund_type = cell.fund_type
WHERE NOT member.is_restated
  AND NOT subject.is_restated
UNION ALL
SELECT
  cell.publication_id,
  cell.fiscal_year,
  cell.volume_id,
  cell.unit_id,
  cell.unit_code,
  cell.item_id,
  cell.code,
  cell.level,
  cell.fund_type,
  cell.initial_fen,
  cell.final_fen,
  cell.actual_fen,
  cell.basic_fen,
  cell.project_fen,
  cell.prior_fen,
  cell.direct_initial_fen,
  cell.direct_final_fen,
  cell.direct_actual_fen,
  cell.execution_actual_fen,
  cell.execution_budget_fen,
  cell.flags,
  member.unit_name,
  subject.name AS subject_name,
  greatest(subject.comparability, member.comparability) AS comparability,
  subject.family,
  member.total_fen[fund.fund_code + 1] AS total_fen,
  member.base_year,
  member.basis,
  cell.eliminated_initial_fen,
  cell.eliminated_final_fen,
  cell.eliminated_actual_fen
FROM store.restated_cell AS cell
JOIN store.comparable_unit AS member
  ON member.fiscal_year = cell.fiscal_year
  AND member.volume_id = cell.volume_id
  AND member.unit_id = cell.unit_id
JOIN store.comparable_item AS subject
  ON subject.fiscal_year = cell.fiscal_year
  AND subject.volume_id = cell.volume_id
  AND subject.item_id = cell.item_id
  AND subject.fund_type = cell.fund_type
JOIN store.fund ON fund.fund_type = cell.fund_type;
COMMENT ON COLUMN store.comparable_cell.eliminated_initial_fen IS '在本单位抵销的年初预算数,单位:分;空即未抵销。';
COMMENT ON COLUMN store.comparable_cell.eliminated_final_fen IS '在本单位抵销的全年预算数,单位:分;空即未抵销。';
COMMENT ON COLUMN store.comparable_cell.eliminated_actual_fen IS '在本单位抵销的决算数,单位:分;空即未抵销。';

CREATE OR REPLACE VIEW summary.comparable_subject_year AS
SELECT
  cell.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  cell.fiscal_year,
  cell.unit_code,
  cell.code AS subject_code,
  cell.fund_type,
  cell.unit_name,
  cell.subject_name,
  cell.level AS subject_level,
  (cell.initial_fen * 0.01)::numeric(20, 2) AS initial_budget,
  (cell.final_fen * 0.01)::numeric(20, 2) AS final_budget,
  (cell.actual_fen * 0.01)::numeric(20, 2) AS actual,
  (cell.basic_fen * 0.01)::numeric(20, 2) AS basic_actual,
  (
    CASE
      WHEN cell.flags & 8 = 8 THEN cell.actual_fen - coalesce(cell.basic_fen, 0)
      ELSE cell.project_fen
    END * 0.01
  )::numeric(20, 2) AS project_actual,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_initial_fen
      WHEN cell.level = 7 THEN cell.initial_fen
    END * 0.01
  )::numeric(20, 2) AS direct_initial_budget,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_final_fen
      WHEN cell.level = 7 THEN cell.final_fen
    END * 0.01
  )::numeric(20, 2) AS direct_final_budget,
  (
    CASE
      WHEN cell.flags & 4 = 4 THEN cell.direct_actual_fen
      WHEN cell.level = 7 THEN cell.actual_fen
    END * 0.01
  )::numeric(20, 2) AS direct_actual,
  (coalesce(cell.eliminated_initial_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_initial,
  (coalesce(cell.eliminated_final_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_final,
  (coalesce(cell.eliminated_actual_fen, 0) * 0.01)::numeric(20, 2) AS eliminated_actual,
  (cell.prior_fen * 0.01)::numeric(20, 2) AS prior_actual,
  ((cell.actual_fen - cell.prior_fen) * 0.01)::numeric(20, 2) AS change,
  store.percent(cell.actual_fen - cell.prior_fen, cell.prior_fen) AS change_percent,
  store.percent(cell.actual_fen, coalesce(cell.total_fen, unit_total.actual_fen))
    AS share_percent,
  store.percent(
    coalesce(cell.execution_actual_fen, cell.actual_fen),
    coalesce(cell.execution_budget_fen, cell.final_fen, cell.initial_fen)
  ) AS execution_percent,
  (ARRAY['exact', 'estimated', 'broken'])[1 + cell.comparability] AS comparability,
  cell.family,
  cell.base_year,
  cell.basis = (
    SELECT basis
    FROM store.current_basis
  ) AS is_current
FROM store.comparable_cell AS cell
LEFT JOIN store.unit_total
  ON unit_total.fiscal_year = cell.fiscal_year
  AND unit_total.volume_id = cell.volume_id
  AND unit_total.unit_id = cell.unit_id
  AND unit_total.fund_type = cell.fund_type;
