-- inspect_space: what a night may write, as far as what is stored tells
-- Parameters: none
-- Columns:    year_count and volume_bytes of the current publication (0 before the first),
--             leaf_bytes (what is kept of each submission), filed_year_count, line_count and
--             line_bytes of the input, writes_log (whether a new table is written to the log, too),
--             folder of the database's files (null where the role may not see it)
SELECT
  (
    SELECT count(*)
    FROM control.publication_year
    JOIN control.current_publication USING (publication_id)
  ) AS year_count,
  (
    SELECT coalesce(sum(pg_total_relation_size(class.oid)), 0)::bigint
    FROM control.publication_year
    JOIN control.current_publication USING (publication_id)
    JOIN pg_namespace AS space
      ON space.nspname = 'volume_' || publication_year.volume_id
    JOIN pg_class AS class
      ON class.relnamespace = space.oid
    WHERE class.relkind IN ('r', 'm')
  ) AS volume_bytes,
  pg_total_relation_size('control.leaf') AS leaf_bytes,
  (
    SELECT count(DISTINCT fiscal_year)
    FROM intake.submission
  ) AS filed_year_count,
  (
    SELECT greatest(reltuples, 0)::bigint
    FROM pg_class
    WHERE oid = 'intake.line'::regclass
  ) AS line_count,
  CASE
    WHEN (SELECT relkind FROM pg_class WHERE oid = 'intake.line'::regclass) = 'r'
      THEN pg_table_size('intake.line')
    ELSE 0
  END AS line_bytes,
  current_setting('wal_level') <> 'minimal' AS writes_log,
  coalesce(
    nullif(pg_tablespace_location(database.dattablespace), ''),
    (SELECT setting FROM pg_settings WHERE name = 'data_directory')
  ) AS folder
FROM pg_database AS database
WHERE database.datname = current_database();
