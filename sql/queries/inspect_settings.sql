-- inspect_settings: settings of the server that decide whether nights run, and how safely
-- Parameters: none
-- Columns:    is_standby, is_read_only (as a session begins), fsync, full_page_writes and
--             synchronous_commit, notices_dead_clients, compiles_plans (as other sessions begin),
--             connection_limit (without those kept for superusers) and connection_count, the same
--             of the role and the database (limit null where there is none), lock_slots, and
--             attached_count: tables and indexes that a reader of everything locks
WITH setting AS (
  SELECT name, setting AS value, reset_val AS initial
  FROM pg_settings
), client AS (
  SELECT usename, datname
  FROM pg_stat_activity
  WHERE backend_type = 'client backend'
)
SELECT pg_is_in_recovery() AS is_standby,
  current_setting('default_transaction_read_only') = 'on' AS is_read_only,
  current_setting('fsync') = 'on' AS fsync,
  current_setting('full_page_writes') = 'on' AS full_page_writes,
  current_setting('synchronous_commit') <> 'off' AS synchronous_commit,
  coalesce(current_setting('client_connection_check_interval', true), '0') <> '0'
    AS notices_dead_clients,
  (SELECT initial = 'on' FROM setting WHERE name = 'jit') AS compiles_plans,
  current_setting('max_connections')::bigint - (
    SELECT sum(value::bigint)
    FROM setting
    WHERE name IN ('superuser_reserved_connections', 'reserved_connections')
  ) AS connection_limit,
  (SELECT count(*) FROM client) AS connection_count,
  (
    SELECT nullif(rolconnlimit, -1)
    FROM pg_roles
    WHERE rolname = session_user
  ) AS role_connection_limit,
  (SELECT count(*) FROM client WHERE usename = session_user) AS role_connection_count,
  (
    SELECT nullif(datconnlimit, -1)
    FROM pg_database
    WHERE datname = current_database()
  ) AS database_connection_limit,
  (SELECT count(*) FROM client WHERE datname = current_database()) AS database_connection_count,
  current_setting('max_locks_per_transaction')::bigint * (
    current_setting('max_connections')::bigint
    + current_setting('max_prepared_transactions')::bigint
  ) AS lock_slots,
  (
    SELECT count(*)
    FROM pg_inherits
    JOIN pg_class AS parent
      ON parent.oid = pg_inherits.inhparent
    JOIN pg_namespace AS space
      ON space.oid = parent.relnamespace
    WHERE space.nspname = 'store'
  ) AS attached_count;
