-- select_rerun_requests: requests that no run has answered yet, and the last ones that have ended
-- Parameters: $1 how many of those that have ended
-- Columns:    request_id, fiscal_year, reason, requested_by, requested_at, state, run_id, outcome,
--             finished_at
-- Order:      those that wait, by request; then the others, the latest first
WITH ended AS (
  SELECT request_id
  FROM control.rerun_request
  WHERE state IN ('done', 'failed')
  ORDER BY finished_at DESC, request_id DESC
  LIMIT $1::bigint
)
SELECT request_id, fiscal_year, reason, requested_by,
  to_char(requested_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS requested_at, state, run_id, outcome,
  to_char(finished_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS finished_at
FROM control.rerun_request
WHERE state IN ('open', 'taken')
  OR request_id IN (SELECT request_id FROM ended)
ORDER BY rerun_request.finished_at DESC NULLS FIRST,
  CASE WHEN rerun_request.finished_at IS NULL THEN request_id END, request_id DESC;
