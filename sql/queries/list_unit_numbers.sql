-- list_unit_numbers: every unit that was ever published
-- columns: unit_id, unit_code, block; order: unit_id
SELECT unit_id, unit_code, block
FROM store.unit
ORDER BY unit_id;
