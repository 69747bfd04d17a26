-- settle_import_table: closes the staging table that the last COPY filled
-- Parameters: $1 table name
SELECT import.settle($1);
