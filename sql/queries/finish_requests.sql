-- finish_requests: the requests that a run took end with an outcome, or, without one, as failed
-- parameters: run, outcome (null for failed)
UPDATE control.rerun_request
SET
  state = CASE WHEN $2::text IS NULL THEN 'failed' ELSE 'done' END,
  outcome = $2,
  finished_at = now()
WHERE run_id = $1
  AND state = 'taken';
