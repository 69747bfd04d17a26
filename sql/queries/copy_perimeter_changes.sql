-- copy_perimeter_changes: writes into the volume that the search path names first
COPY perimeter_change (
  unit_code, unit_name, change, other_unit, initial_fen, final_fen, actual_fen
) FROM STDIN (FORMAT binary);
