-- close_year: keeps a year's published figures
-- Parameters: $1 fiscal year, $2 reason
-- Columns:    closing_id; that of the closing that stands where there is one
SELECT control.close_year($1::integer, $2::text) AS closing_id;
