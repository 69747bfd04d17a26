-- create_volume: makes the tables of one year of a run
-- parameters: run, fiscal year; columns: volume_id
SELECT store.create_volume($1::bigint, $2::integer) AS volume_id;
