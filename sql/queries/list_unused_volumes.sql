-- list_unused_volumes: what drops the volumes that no publication shows, one statement each; the
-- caller holds the run lock, so nobody else is writing one
-- columns: statement; order: volume
SELECT format('DROP SCHEMA %I CASCADE', nspname) AS statement
FROM pg_namespace
WHERE nspname ~ '^volume_[0-9]+$'
  AND NOT EXISTS (
    SELECT
    FROM control.volume
    WHERE nspname = 'volume_' || volume.volume_id
  )
ORDER BY length(nspname), nspname;
