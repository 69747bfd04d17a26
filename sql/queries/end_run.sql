-- end_run: a run ends without publishing
-- parameters: run, state, exit code, message, lines, submissions
UPDATE control.run
SET
  state = $2,
  finished_at = now(),
  exit_code = $3,
  message = $4,
  lines_read = coalesce($5, lines_read),
  submissions_read = coalesce($6, submissions_read)
WHERE run_id = $1
  AND state IN ('running', 'staged');
