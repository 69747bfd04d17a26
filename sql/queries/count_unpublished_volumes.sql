-- count_unpublished_volumes: how many volumes there are that no publication has ever shown
-- columns: count
SELECT count(*) AS count
FROM pg_namespace
WHERE nspname ~ '^volume_[0-9]+$'
  AND NOT EXISTS (
    SELECT
    FROM control.volume
    WHERE nspname = 'volume_' || volume.volume_id
  );
