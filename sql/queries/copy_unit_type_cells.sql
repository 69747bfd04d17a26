-- copy_unit_type_cells: writes into the volume that the search path names first
COPY unit_type_cell (
  unit_type, item_id, fund_type, initial_fen, final_fen, actual_fen, unit_count
) FROM STDIN (FORMAT binary);
