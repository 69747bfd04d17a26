-- select_unit_tree: the units of a year and the groups they stand in
-- Parameters: $1 fiscal year
-- Columns:    unit_code, parent_code (null at the top), unit_name
-- Order:      unit; where ranges of one code overlap, the latest counts
SELECT DISTINCT ON (known.unit_code COLLATE "C") known.unit_code, known.parent_code,
  known.name AS unit_name
FROM reference.unit AS known
WHERE known.valid_from <= $1::integer
  AND (known.valid_to IS NULL OR known.valid_to >= $1::integer)
ORDER BY known.unit_code COLLATE "C", known.valid_from DESC;
