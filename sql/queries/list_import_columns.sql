-- list_import_columns: what a file of each table may hold, from the catalogue
-- Parameters: none
-- Columns:    table_name, column_name, type_name, is_required (a row cannot do without it)
-- Order:      table, position of the column
SELECT class.relname AS table_name,
  attribute.attname AS column_name,
  format_type(attribute.atttypid, NULL) AS type_name,
  attribute.attnotnull AND NOT attribute.atthasdef AS is_required
FROM pg_class AS class
JOIN pg_attribute AS attribute
  ON attribute.attrelid = class.oid
WHERE class.oid = import.target(class.relname::text)
  AND attribute.attnum > 0
  AND NOT attribute.attisdropped
ORDER BY class.relname, attribute.attnum;
