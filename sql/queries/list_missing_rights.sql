-- list_missing_rights: what a night needs and the role may not do; objects that are not there are
-- told by the schema's own check
-- Parameters: none
-- Columns:    purpose (load or publish), privilege, object
-- Order:      purpose, object, privilege
WITH read_schema AS (
  SELECT oid, nspname
  FROM pg_namespace
  WHERE nspname IN ('intake', 'reference', 'control')
), owned_schema AS (
  SELECT oid, nspname, nspowner
  FROM pg_namespace
  WHERE nspname = 'store'
    OR nspname ~ '^volume_[0-9]+$'
), written (name, privileges) AS (
  VALUES ('audit', 'INSERT'),
    ('run', 'INSERT UPDATE'),
    ('rerun_request', 'INSERT UPDATE'),
    ('anomaly_identity', 'INSERT UPDATE'),
    ('volume', 'INSERT DELETE'),
    ('publication', 'INSERT DELETE'),
    ('publication_year', 'INSERT DELETE'),
    ('past_change', 'INSERT DELETE'),
    ('confirmation', 'INSERT'),
    ('verification', 'INSERT'),
    ('volume_input', 'INSERT UPDATE'),
    ('leaf', 'INSERT DELETE TRUNCATE'),
    ('run_fence', 'UPDATE'),
    ('current_publication', 'UPDATE')
), called (name, types) AS (
  VALUES ('fold_changes', ''),
    ('refresh_closed_years', ''),
    ('delete_publications', 'bigint[]')
), made AS (
  -- By name: whoever may not enter the schema cannot look an object up as regclass.
  SELECT class.oid, class.relname
  FROM pg_class AS class
  JOIN pg_namespace AS space
    ON space.oid = class.relnamespace
  WHERE space.nspname = 'control'
), wanted AS MATERIALIZED (
  -- Materialized: asked of what each branch selects, and of nothing else.
  SELECT 'load' AS purpose, 'USAGE' AS privilege, read_schema.nspname::text AS object,
    has_schema_privilege(read_schema.oid, 'USAGE') AS is_granted
  FROM read_schema
  UNION ALL
  SELECT 'load', 'SELECT', format('%I.%I', read_schema.nspname, class.relname),
    has_table_privilege(class.oid, 'SELECT')
  FROM read_schema
  JOIN pg_class AS class
    ON class.relnamespace = read_schema.oid
  WHERE class.relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  -- A night refuses to read what a policy may have thinned out.
  SELECT 'load', 'BYPASSRLS', format('%I.%I', read_schema.nspname, class.relname),
    NOT row_security_active(class.oid)
  FROM read_schema
  JOIN pg_class AS class
    ON class.relnamespace = read_schema.oid
  WHERE class.relkind IN ('r', 'p')
  UNION ALL
  SELECT 'publish', one.privilege, 'control.' || written.name,
    has_table_privilege(made.oid, one.privilege)
  FROM written
  CROSS JOIN LATERAL unnest(string_to_array(written.privileges, ' ')) AS one (privilege)
  JOIN made
    ON made.relname = written.name
  UNION ALL
  SELECT 'publish', 'UPDATE', 'control.closed_year.volume_id',
    has_column_privilege(made.oid, 'volume_id', 'UPDATE')
  FROM made
  WHERE made.relname = 'closed_year'
  UNION ALL
  SELECT 'publish', 'USAGE', 'control.volume_volume_id_seq',
    has_sequence_privilege(made.oid, 'USAGE')
  FROM made
  WHERE made.relname = 'volume_volume_id_seq'
  UNION ALL
  SELECT 'publish', 'EXECUTE', format('control.%s(%s)', called.name, called.types),
    has_function_privilege(function.oid, 'EXECUTE')
  FROM called
  JOIN pg_proc AS function
    ON function.proname = called.name
    AND oidvectortypes(function.proargtypes) = called.types
  JOIN pg_namespace AS space
    ON space.oid = function.pronamespace
  WHERE space.nspname = 'control'
  UNION ALL
  -- Taken from everybody else: whoever may lock could keep every night away.
  SELECT 'publish', 'EXECUTE',
    format('pg_catalog.%s(%s)', function.proname, oidvectortypes(function.proargtypes)),
    has_function_privilege(function.oid, 'EXECUTE')
  FROM pg_proc AS function
  WHERE function.pronamespace = 'pg_catalog'::regnamespace
    AND function.proname ~ '^pg_(try_)?advisory_(xact_)?lock(_shared)?$'
  UNION ALL
  SELECT 'publish', privilege, 'database',
    has_database_privilege(current_database(), privilege)
  FROM unnest(ARRAY['CREATE', 'TEMPORARY']) AS one (privilege)
  UNION ALL
  -- Nobody but the owner of a table attaches, analyses or detaches its parts.
  SELECT 'publish', 'OWNER', owned_schema.nspname::text, pg_has_role(owned_schema.nspowner, 'USAGE')
  FROM owned_schema
  UNION ALL
  SELECT 'publish', 'OWNER', format('%I.%I', owned_schema.nspname, class.relname),
    pg_has_role(class.relowner, 'USAGE')
  FROM owned_schema
  JOIN pg_class AS class
    ON class.relnamespace = owned_schema.oid
  WHERE class.relkind IN ('r', 'p')
)
SELECT purpose, privilege, object
FROM wanted
WHERE NOT is_granted
ORDER BY purpose, object COLLATE "C", privilege;
