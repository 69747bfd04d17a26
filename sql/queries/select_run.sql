-- select_run: one run
-- Parameters: $1 run
-- Columns:    the run's; times in ISO 8601, seconds from start to end or to now
-- Order:      there is one row at most
SELECT run_id, kind, state, array_to_string(years, ',') AS years,
  to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS started_at,
  to_char(finished_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS finished_at,
  extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at)::numeric(20, 3)
    AS seconds,
  stage, submissions_read, lines_read, anomaly_count, exit_code, change_detection,
  array_to_string(change_doubts, ' ') AS change_doubts, message, program_version, host,
  database_user
FROM control.run
WHERE run_id = $1::bigint;
