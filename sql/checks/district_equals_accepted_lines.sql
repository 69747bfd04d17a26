-- district_equals_accepted_lines: holds when no row comes back; reads the volume of the search path
-- The district's total and all that was eliminated are together what the accepted lines of units
-- in the tree add up to, which validation has summed by another way: huizong.accepted_* in fen,
-- empty where nobody states the measure.
-- columns: published and accepted totals in fen; order: one row at most
WITH district AS (
  SELECT
    sum(tile.initial_fen[i]) AS initial_fen,
    sum(tile.final_fen[i]) AS final_fen,
    sum(tile.actual_fen[i]) AS actual_fen
  FROM subject_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  JOIN store.unit
    ON unit.unit_id = tile.unit[i]
    AND unit.unit_code = '*'
  JOIN store.item
    ON item.item_id = tile.item[i]
    AND item.code = '*'
  WHERE tile.fund_type = '*'
    AND tile.tile = 0
), accepted AS (
  SELECT
    nullif(current_setting('huizong.accepted_initial'), '')::numeric AS initial_fen,
    nullif(current_setting('huizong.accepted_final'), '')::numeric AS final_fen,
    nullif(current_setting('huizong.accepted_actual'), '')::numeric AS actual_fen
), taken AS (
  SELECT
    coalesce(sum(eliminated_fen) FILTER (WHERE measure = 'initial_budget'), 0) AS initial_fen,
    coalesce(sum(eliminated_fen) FILTER (WHERE measure = 'final_budget'), 0) AS final_fen,
    coalesce(sum(eliminated_fen) FILTER (WHERE measure = 'actual'), 0) AS actual_fen
  FROM elimination
)
SELECT
  district.initial_fen,
  accepted.initial_fen AS accepted_initial_fen,
  district.final_fen,
  accepted.final_fen AS accepted_final_fen,
  district.actual_fen,
  accepted.actual_fen AS accepted_actual_fen
FROM district
CROSS JOIN accepted
CROSS JOIN taken
WHERE coalesce(district.initial_fen, 0) + taken.initial_fen <> coalesce(accepted.initial_fen, 0)
  OR coalesce(district.final_fen, 0) + taken.final_fen <> coalesce(accepted.final_fen, 0)
  OR coalesce(district.actual_fen, 0) + taken.actual_fen <> coalesce(accepted.actual_fen, 0)
ORDER BY district.actual_fen;
