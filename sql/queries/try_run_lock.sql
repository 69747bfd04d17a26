-- try_run_lock: takes the lock that only one run can hold, as long as its connection lives
-- columns: is_taken; the first key spells "Huiz", the second is the job
SELECT pg_try_advisory_lock(1215654266, 1) AS is_taken;
