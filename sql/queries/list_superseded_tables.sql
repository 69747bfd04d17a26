-- list_superseded_tables: what detaches the tables that only older publications show, one
-- statement each; no row while somebody still sees an older publication. A volume that is not
-- recorded yet belongs to a run that is about to show it, and is left alone. A table whose
-- detaching was cut off keeps others from starting, so it comes first.
-- columns: statement; order: cut off first, parent, volume
SELECT
  format(
    'ALTER TABLE store.%I DETACH PARTITION %I.%I %s', parent.relname, space.nspname,
    part.relname, CASE WHEN inhdetachpending THEN 'FINALIZE' ELSE 'CONCURRENTLY' END
  ) AS statement
FROM control.volume
JOIN pg_namespace AS space
  ON space.nspname = 'volume_' || volume.volume_id
JOIN pg_class AS part
  ON part.relnamespace = space.oid
JOIN pg_inherits
  ON inhrelid = part.oid
JOIN pg_class AS parent
  ON parent.oid = inhparent
WHERE parent.relname = ANY (store.volume_tables())
  AND NOT EXISTS (
    SELECT
    FROM control.current_publication
    JOIN control.publication_year USING (publication_id)
    WHERE publication_year.volume_id = volume.volume_id
  )
  AND NOT (
    SELECT store.is_older_publication_seen()
  )
ORDER BY inhdetachpending DESC, parent.relname, volume.volume_id;
