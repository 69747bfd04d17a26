-- attach_volume: makes a volume part of the published tables
-- parameters: volume, fiscal year; columns: none of meaning
SELECT store.attach_volume($1::bigint, $2::integer)::text AS done;
