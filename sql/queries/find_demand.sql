-- find_demand: whether anybody waits for an open year, and whether some run is at work; a request that a
-- run has taken waits as well, for the run may die
-- columns: is_asked, is_locked
SELECT
  EXISTS (
    SELECT
    FROM control.rerun_request
    WHERE state = 'taken'
      OR state = 'open'
      AND fiscal_year NOT IN (
        SELECT fiscal_year
        FROM control.closed_year
        WHERE reopened_at IS NULL
      )
  ) AS is_asked,
  EXISTS (
    SELECT
    FROM pg_locks
    WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid = 1215654266
      AND objid = 1
      AND objsubid = 2
      AND granted
  ) AS is_locked;
