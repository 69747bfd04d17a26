-- reopen_dead_requests: requests that a dead run had taken are open again, for the next run to take
-- columns: none of meaning
SELECT control.reopen_dead_requests()::text AS done;
