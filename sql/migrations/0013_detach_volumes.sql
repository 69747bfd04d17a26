-- 0013 detach volumes
-- Why:   the planner leaves out years that a query does not ask for, never volumes: it plans,
--        locks and reads those of every publication that is kept. So after the pointer has moved,
--        volumes that only older publications show are detached; their schemas stay, and
--        `store.attach_volume` brings one back before a pointer moves to it. Whoever detaches or
--        brings back holds the run lock; one that has lost it knows only recorded volumes that
--        were not current, never those that a newer run is about to show.
--        DETACH CONCURRENTLY waits for whoever has opened the parent, but a transaction with an
--        older snapshot may open it only later, and would find its publication empty; so nothing
--        is detached while anybody has a snapshot from before the pointer moved.
-- Locks: none that readers notice. Detaching takes SHARE UPDATE EXCLUSIVE on the parents, and then
--        the detached table for itself, which new plans leave out by then.
-- Undo:  restore from backup.

-- The more publications are kept, the more volumes this table names that no tile is of any more;
-- the planner would expect ever fewer tiles in a join, in the end one, and look up the names of
-- each cell one by one. One value here makes it go by the number of volumes among the tiles.
ALTER TABLE control.publication_year ALTER COLUMN volume_id SET (n_distinct = 1);

-- The row of the pointer bears the transaction that moved it; whoever does not see its end keeps
-- an xmin that is not younger. Vacuum keeps one too, and reads no publication.
CREATE FUNCTION store.is_older_publication_seen() RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = pg_catalog
RETURN EXISTS (
  SELECT
  FROM control.current_publication
  JOIN pg_stat_activity
    ON age(backend_xmin) >= age(current_publication.xmin)
  WHERE pid <> pg_backend_pid()
    AND coalesce(datname, current_database()) = current_database()
    AND backend_type IS DISTINCT FROM 'autovacuum worker'
);
COMMENT ON FUNCTION store.is_older_publication_seen() IS
  '是否还有事务使用指针移动之前的快照,因而仍在读较早的发布。';

CREATE FUNCTION store.await_snapshots() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  latest CONSTANT timestamptz := clock_timestamp() + interval '1 second';
BEGIN
  WHILE clock_timestamp() < latest AND store.is_older_publication_seen() LOOP
    PERFORM pg_sleep(0.01);
    -- A transaction sees the sessions as they were when it first looked.
    PERFORM pg_stat_clear_snapshot();
  END LOOP;
END
$$;
COMMENT ON FUNCTION store.await_snapshots() IS
  '指针移动后等待仍在读较早发布的事务结束,至多一秒。';

-- A volume that was detached in part, because somebody was reading, lacks only the other tables.
CREATE OR REPLACE FUNCTION store.attach_volume(volume_id bigint, fiscal_year integer) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY store.volume_tables() LOOP
    CONTINUE WHEN EXISTS (
      SELECT
      FROM pg_inherits
      WHERE inhrelid = format('%I.%I', 'volume_' || volume_id, table_name)::regclass
        AND NOT inhdetachpending
    );
    EXECUTE format(
      'ALTER TABLE store.%I ATTACH PARTITION %I.%I FOR VALUES FROM (%s, %s) TO (%s, %s)',
      table_name, 'volume_' || volume_id, table_name, attach_volume.fiscal_year, volume_id,
      attach_volume.fiscal_year, volume_id + 1);
  END LOOP;
END
$$;
