-- inspect_audit: whether the role may read the audit
-- Parameters: none
-- Columns:    is_readable
-- Order:      there is one row
SELECT
  has_schema_privilege(space.oid, 'USAGE')
    AND has_table_privilege(class.oid, 'SELECT') AS is_readable
FROM pg_class AS class
JOIN pg_namespace AS space
  ON space.oid = class.relnamespace
WHERE space.nspname = 'control'
  AND class.relname = 'audit';
