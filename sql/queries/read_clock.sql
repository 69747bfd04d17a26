-- read_clock: the time of the database, to set beside that of another machine
-- Parameters: none
-- Columns:    milliseconds (since 1970-01-01 UTC)
SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS milliseconds;
