-- fail_dead_requests: opens requests again that a dead run had taken
UPDATE control.rerun_request
SET state = 'failed', finished_at = now()
WHERE state = 'taken';
