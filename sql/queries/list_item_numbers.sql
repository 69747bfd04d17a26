-- list_item_numbers: every code that was ever published
-- columns: item_id, axis, code; order: item_id
SELECT item_id, axis, code
FROM store.item
ORDER BY item_id;
