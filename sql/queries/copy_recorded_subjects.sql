-- copy_recorded_subjects: the subject cells of a published year, as stored, or where
--   huizong.only_totals is on those of all subjects together
-- columns: unit_id, code, level, fund_type, sole_fund, initial, final, actual, basic, project,
--   direct initial, direct final, direct actual, execution actual, execution budget, line_count,
--   unit_count, flags, eliminated initial, eliminated final, eliminated actual, booked actual,
--   prior actual; order: as stored
COPY (
  SELECT
    tile.unit[i],
    item.code,
    tile.level,
    tile.fund_type,
    tile.sole_fund[i],
    tile.initial_fen[i],
    tile.final_fen[i],
    tile.actual_fen[i],
    tile.basic_fen[i],
    tile.project_fen[i],
    tile.direct_initial_fen[i],
    tile.direct_final_fen[i],
    tile.direct_actual_fen[i],
    tile.execution_actual_fen[i],
    tile.execution_budget_fen[i],
    tile.line_count[i],
    coalesce(tile.unit_count[i], 1),
    coalesce(tile.flags[i], 0::smallint),
    tile.eliminated_initial_fen[i],
    tile.eliminated_final_fen[i],
    tile.eliminated_actual_fen[i],
    tile.booked_actual_fen[i],
    tile.prior_fen[i]
  FROM store.subject_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  JOIN store.item ON item.item_id = tile.item[i]
  WHERE tile.fiscal_year = current_setting('huizong.year')::integer
    AND tile.volume_id = current_setting('huizong.volume')::bigint
    AND (current_setting('huizong.only_totals') = 'off' OR tile.tile = 0)
) TO STDOUT (FORMAT binary);
