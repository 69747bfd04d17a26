-- repeat_closed_volume: copies the published volume of a closed year into a new one
-- parameters: published volume, new volume, fiscal year, rules whose anomalies are made anew;
--   columns: none of meaning
SELECT store.repeat_closed_volume(
  $1::bigint, $2::bigint, $3::integer, $4::text[]
)::text AS done;
