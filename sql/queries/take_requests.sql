-- take_requests: a run takes requests on
-- parameters: run, request ids
UPDATE control.rerun_request
SET state = 'taken', run_id = $1
WHERE request_id = ANY ($2::bigint[])
  AND state = 'open';
