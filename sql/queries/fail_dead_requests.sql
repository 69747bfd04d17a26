-- fail_dead_requests: requests that a dead run had taken end as failed, for the requester to see
UPDATE control.rerun_request
SET state = 'failed', finished_at = now()
WHERE state = 'taken';
