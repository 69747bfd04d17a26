-- copy_subject_tiles: writes tiles into the volume that the search path names first
COPY subject_tile (
  tile, level, block, fund_type, unit, item, initial_fen, final_fen, actual_fen, basic_fen,
  project_fen, prior_fen, direct_initial_fen, direct_final_fen, direct_actual_fen,
  execution_actual_fen, execution_budget_fen, line_count, unit_count, flags, sole_fund,
  eliminated_initial_fen, eliminated_final_fen, eliminated_actual_fen, booked_actual_fen
) FROM STDIN (FORMAT binary);
