-- wait_for_lock: waits a tenth of a second
SELECT pg_sleep(0.1);
