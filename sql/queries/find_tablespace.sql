-- find_tablespace: the tablespace of the file that a message of the server names
-- parameters: message; columns: name, location; no row where the message names no such file
WITH file AS (
  SELECT
    substring($1::text FROM '"pg_tblspc/([0-9]+)/')::oid AS tablespace,
    $1::text ~ '"base/' AS is_default
)
SELECT
  spcname::text AS name,
  coalesce(nullif(pg_tablespace_location(pg_tablespace.oid), ''), 'base') AS location
FROM pg_tablespace
CROSS JOIN file
WHERE pg_tablespace.oid = file.tablespace
  OR file.is_default AND spcname = 'pg_default';
