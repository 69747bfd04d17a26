-- inspect_server: what the checks before a night need to know of the server and the role
-- Parameters: none
-- Columns:    version, version_number, encoding, database_name, role_name, is_local, may_load,
--             may_publish (null where the schema is not there yet)
SELECT current_setting('server_version') AS version,
  current_setting('server_version_num')::integer AS version_number,
  pg_encoding_to_char(database.encoding) AS encoding,
  database.datname AS database_name,
  current_user AS role_name,
  coalesce(inet_server_addr() << '127.0.0.0/8' OR inet_server_addr() = '::1', true) AS is_local,
  (
    SELECT bool_and(
        has_schema_privilege(space.oid, 'USAGE') AND has_table_privilege(class.oid, 'SELECT')
      )
    FROM pg_class AS class
    JOIN pg_namespace AS space
      ON space.oid = class.relnamespace
    WHERE (space.nspname, class.relname) IN (('intake', 'line'), ('reference', 'unit'))
  ) AS may_load,
  (
    SELECT bool_and(
        has_schema_privilege(space.oid, 'USAGE') AND has_table_privilege(class.oid, 'UPDATE')
      )
    FROM pg_class AS class
    JOIN pg_namespace AS space
      ON space.oid = class.relnamespace
    WHERE space.nspname = 'control'
      AND class.relname IN ('run', 'current_publication')
  ) AS may_publish
FROM pg_database AS database
WHERE database.datname = current_database();
