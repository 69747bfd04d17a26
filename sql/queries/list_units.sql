-- list_units: every row of the unit list
-- columns: unit_code, valid_from, valid_to, name, parent_code, unit_type; order: code, first year
SELECT unit_code, valid_from, valid_to, name, parent_code, unit_type
FROM reference.unit
ORDER BY unit_code COLLATE "C", valid_from;
