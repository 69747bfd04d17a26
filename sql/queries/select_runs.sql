-- select_runs: what ran, the latest first
-- Parameters: $1 how many at most, $2 whether only runs that have not ended
-- Columns:    the run's; times in ISO 8601, seconds from start to end or to now; the anomalies of
--             what it published, which may have years that it did not work out
-- Order:      run, latest first
SELECT run.run_id, kind, state, array_to_string(years, ',') AS years,
  to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS started_at,
  to_char(finished_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS finished_at,
  extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at)::numeric(20, 3)
    AS seconds,
  stage, submissions_read, lines_read,
  coalesce(publication.anomaly_count, run.anomaly_count) AS anomaly_count, exit_code,
  change_detection,
  array_to_string(change_doubts, ' ') AS change_doubts, message, program_version, host,
  database_user
FROM control.run
LEFT JOIN control.publication
  ON publication.run_id = run.run_id
WHERE NOT $2::boolean
  OR state IN ('running', 'staged')
ORDER BY run.run_id DESC
LIMIT $1::bigint;
