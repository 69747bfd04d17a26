-- load_import_table: moves the staged rows of one file into its table
-- Parameters: $1 table name
-- Columns:    row_count
SELECT import.load($1) AS row_count;
