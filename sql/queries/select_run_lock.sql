-- select_run_lock: who holds the lock that only one run can hold
-- Parameters: none
-- Columns:    process_id, user_name, application_name, client, since
-- Order:      there is one row at most
SELECT activity.pid AS process_id, activity.usename AS user_name, activity.application_name,
  coalesce(host(activity.client_addr), 'local') AS client,
  to_char(activity.backend_start, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS since
FROM pg_locks AS held
JOIN pg_stat_activity AS activity
  ON activity.pid = held.pid
WHERE held.locktype = 'advisory'
  AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND held.classid = 1215654266
  AND held.objid = 1
  AND held.objsubid = 2
  AND held.granted;
