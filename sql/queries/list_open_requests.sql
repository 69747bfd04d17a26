-- list_open_requests: years that somebody asked for; closed ones are never worked out
-- columns: request_id, fiscal_year; order: request_id
SELECT request_id, fiscal_year
FROM control.rerun_request
WHERE state = 'open'
  AND fiscal_year NOT IN (
    SELECT fiscal_year
    FROM control.closed_year
    WHERE reopened_at IS NULL
  )
ORDER BY request_id;
