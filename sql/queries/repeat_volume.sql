-- repeat_volume: copies what a new volume of a year takes over from the published one
-- parameters: published volume, new volume, fiscal year, rules whose anomalies are made anew;
--   columns: none of meaning
SELECT store.repeat_volume($1::bigint, $2::bigint, $3::integer, $4::text[])::text AS done;
