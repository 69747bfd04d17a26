-- copy_side_tiles: writes tiles into the volume that the search path names first
COPY side_tile (
  axis, block, fund_type, unit, item, initial_fen, final_fen, actual_fen, prior_fen, unit_count,
  sole_fund
) FROM STDIN (FORMAT binary);
