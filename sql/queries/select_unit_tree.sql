-- select_unit_tree: the published units of a year and the groups they stand in
-- Parameters: $1 fiscal year
-- Columns:    unit_code, parent_code (null at the top), unit_name
-- Order:      unit
SELECT unit_code, nullif(parent_code, '*') AS parent_code, unit_name
FROM summary.unit_tree
WHERE fiscal_year = $1::integer
  AND unit_code <> '*'
ORDER BY unit_code COLLATE "C";
