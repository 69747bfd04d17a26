-- copy_recorded_sides: the other cells of a published year, as stored
-- columns: unit_id, axis, code, fund_type, sole_fund, initial, final, actual, unit_count
-- order: as stored
COPY (
  SELECT
    tile.unit[i],
    tile.axis,
    item.code,
    tile.fund_type,
    tile.sole_fund[i],
    tile.initial_fen[i],
    tile.final_fen[i],
    tile.actual_fen[i],
    coalesce(tile.unit_count[i], 1)
  FROM store.side_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  JOIN store.item ON item.item_id = tile.item[i]
  WHERE tile.fiscal_year = current_setting('huizong.year')::integer
    AND tile.volume_id = current_setting('huizong.volume')::bigint
) TO STDOUT (FORMAT binary);
