-- try_run_lock: takes the lock that only one run can hold, as long as its connection lives
-- columns: is_taken
SELECT pg_try_advisory_lock(0x4875697A, 1) AS is_taken;
