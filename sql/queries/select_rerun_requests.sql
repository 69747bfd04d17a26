-- select_rerun_requests: requests that no run has answered yet
-- Parameters: none
-- Columns:    request_id, fiscal_year, reason, requested_by, requested_at, state
-- Order:      request
SELECT request_id, fiscal_year, reason, requested_by,
  to_char(requested_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS requested_at, state
FROM control.rerun_request
WHERE state IN ('open', 'taken')
ORDER BY request_id;
