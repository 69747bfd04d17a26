-- reopen_year: lets the next run work a closed year out again
-- Parameters: $1 fiscal year, $2 reason
-- Columns:    closing_id
SELECT control.reopen_year($1::integer, $2::text) AS closing_id;
