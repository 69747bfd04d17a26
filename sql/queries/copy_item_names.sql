-- copy_item_names: writes into the volume that the search path names first
COPY item_name (item_id, fund_type, name) FROM STDIN (FORMAT binary);
