-- stage_import_table: opens an empty staging table for the next COPY and locks the target
-- Parameters: $1 table name
SELECT import.stage($1);
