-- find_migration_table: whether the database has never been migrated
-- Columns:    is_missing
SELECT to_regclass('control.migration') IS NULL AS is_missing;
