-- copy_comparable_items: writes into the volume that the search path names first
COPY comparable_item (
  item_id, fund_type, is_restated, is_booked, comparability, family, name, prior_comparability
) FROM STDIN (FORMAT binary);
