-- end_backend: ends a process whose client has lost it, and waits until it is gone, 5 s at most
-- parameters: process, how its application name begins; columns: is_ended
SELECT pg_terminate_backend(pid, 5000) AS is_ended
FROM pg_stat_activity
WHERE pid = $1
  AND starts_with(application_name, $2)
  AND datname = current_database();
