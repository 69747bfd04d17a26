-- list_open_requests: years that somebody asked for
-- columns: request_id, fiscal_year; order: request_id
SELECT request_id, fiscal_year
FROM control.rerun_request
WHERE state = 'open'
ORDER BY request_id;
