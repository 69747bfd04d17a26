-- copy_unit_names: writes into the volume that the search path names first
COPY unit_name (unit_id, unit_name, unit_type, parent_id, is_leaf, is_reported)
FROM STDIN (FORMAT binary);
