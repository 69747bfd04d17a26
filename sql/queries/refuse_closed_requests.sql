-- refuse_closed_requests: requests for years that are closed come to nothing; `request_rerun` takes
--   none, but whoever writes into the table may
-- parameters: the run that says so
UPDATE control.rerun_request
SET
  run_id = $1,
  state = 'failed',
  finished_at = now()
WHERE state = 'open'
  AND fiscal_year IN (
    SELECT fiscal_year
    FROM control.closed_year
    WHERE reopened_at IS NULL
  );
