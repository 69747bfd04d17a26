-- 0040 quicken publishing
-- Why:   between attaching and moving the pointer a run waited a second for whoever had opened the
--        published tables: also for readers of other databases of the server, whose tables bear
--        the same numbers where one was cloned from the other, and for an analyst who had read
--        long ago and kept a transaction open. Only a statement that is being planned matters.
-- Locks: none.  Undo: the function as 0011 made it.

-- What keeps its plan from before the volumes were attached and takes its snapshot only after the
-- pointer has moved is a statement in planning. Not one is: a transaction between two statements,
-- and a statement that began after attaching. Of other people's sessions a role without
-- `pg_read_all_stats` sees the snapshot only: unless planning takes 300 ms, whoever has none, or
-- has had it since before this run began, which took the newest fence token then, plans nothing.
CREATE OR REPLACE FUNCTION store.await_planning() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  attached CONSTANT timestamptz := clock_timestamp();
  begun    CONSTANT xid := (SELECT xmin FROM control.run_fence);
  parents  CONSTANT oid[] := ARRAY(
    SELECT format('store.%I', table_name)::regclass::oid
    FROM unnest(store.volume_tables()) AS table_name
  );
  readers  text[] := ARRAY(
    SELECT DISTINCT virtualtransaction
    FROM pg_locks
    WHERE relation = ANY (parents)
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND pid <> pg_backend_pid()
  );
BEGIN
  WHILE cardinality(readers) > 0 AND clock_timestamp() < attached + interval '1 second' LOOP
    readers := ARRAY(
      SELECT DISTINCT virtualtransaction
      FROM pg_locks
      JOIN pg_stat_activity AS activity USING (pid)
      WHERE relation = ANY (parents)
        AND virtualtransaction = ANY (readers)
        AND CASE
          WHEN state IS NOT NULL THEN
            query_start < attached
            AND state NOT IN ('idle in transaction', 'idle in transaction (aborted)')
            -- Who plans for five seconds cannot be told from who runs.
            AND query_start > attached - interval '5 seconds'
          ELSE clock_timestamp() < attached + interval '300 milliseconds'
            OR age(backend_xmin) < age(begun)
        END
    );
    PERFORM pg_sleep(0.002);
    -- A transaction sees the sessions as they were when it first looked.
    PERFORM pg_stat_clear_snapshot();
  END LOOP;
END
$$;
