-- wait_for_lock: waits a tenth of a second, and tells whether the lock's holder had nothing to do
-- columns: holder_is_idle; false where it has gone or may not be seen
SELECT EXISTS (
    SELECT
    FROM pg_locks AS held
    JOIN pg_stat_activity AS activity
      ON activity.pid = held.pid
    WHERE held.locktype = 'advisory'
      AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND held.classid = 1215654266
      AND held.objid = 1
      AND held.granted
      AND activity.state = 'idle'
  ) AS holder_is_idle
FROM pg_sleep(0.1);
