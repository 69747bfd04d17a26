-- list_import_defects: the first rows of a staged file that its table would refuse, and why
-- Parameters: $1 table name, $2 whether rows are replaced
-- Columns:    line, column_name, reason, detail, total (number of defects, beyond those listed)
-- Order:      line, column, reason, detail
SELECT line, column_name, reason, detail, count(*) OVER () AS total
FROM import.defects($1, $2)
ORDER BY line, column_name, reason, detail
LIMIT 100;
