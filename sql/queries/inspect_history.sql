-- inspect_history: what has run and what waits
-- Parameters: none
-- Columns:    run_id, state, exit_code, message and age_seconds of the last run (null before the
--             first), success_age_seconds (since the last that published or found nothing new),
--             is_locked (whether a run is at work), old_request_count and old_request_seconds (open
--             for more than a day), leftover_count and leftover_bytes (volumes that no
--             publication shows; those of a run at work look the same)
WITH leftover AS (
  SELECT space.oid
  FROM pg_namespace AS space
  WHERE space.nspname ~ '^volume_[0-9]+$'
    AND NOT EXISTS (
      SELECT
      FROM control.volume
      WHERE space.nspname = 'volume_' || volume.volume_id
    )
), waiting AS (
  SELECT now() - requested_at AS age
  FROM control.rerun_request
  WHERE state = 'open'
    AND requested_at < now() - interval '1 day'
)
SELECT last.run_id, last.state, last.exit_code, last.message,
  extract(epoch FROM now() - last.started_at)::bigint AS age_seconds,
  (
    SELECT extract(epoch FROM now() - max(finished_at))::bigint
    FROM control.run
    WHERE state IN ('published', 'superseded', 'up_to_date')
  ) AS success_age_seconds,
  EXISTS (
    SELECT
    FROM pg_locks
    WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid = 1215654266
      AND objid = 1
      AND objsubid = 2
      AND granted
  ) AS is_locked,
  (SELECT count(*) FROM waiting) AS old_request_count,
  (SELECT extract(epoch FROM max(age))::bigint FROM waiting) AS old_request_seconds,
  (SELECT count(*) FROM leftover) AS leftover_count,
  (
    SELECT coalesce(sum(pg_total_relation_size(class.oid)), 0)::bigint
    FROM leftover
    JOIN pg_class AS class
      ON class.relnamespace = leftover.oid
    WHERE class.relkind IN ('r', 'm')
  ) AS leftover_bytes
FROM (VALUES (true)) AS always (holds)
LEFT JOIN LATERAL (
  SELECT run_id, state, exit_code, message, started_at
  FROM control.run
  ORDER BY run_id DESC
  LIMIT 1
) AS last
  ON always.holds;
