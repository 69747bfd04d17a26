-- request_rerun: asks for a year again
-- Parameters: $1 fiscal year, $2 reason
-- Columns:    request_id; that of the open request where there is one
SELECT control.request_rerun($1::integer, $2::text) AS request_id;
