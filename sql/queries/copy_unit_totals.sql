-- copy_unit_totals: writes into the volume that the search path names first
COPY unit_total (unit_id, fund_type, actual_fen) FROM STDIN (FORMAT binary);
