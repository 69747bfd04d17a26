-- list_differences: what differs in one view between published and recomputed volumes
-- parameters: view, years, published volumes, recomputed volumes, years that differ, how many at
--   most
-- columns: place, column_name, published_value, recomputed_value, difference_count (of all, also
--   those that are cut off); order: place, column
SELECT
  place::text AS place,
  column_name,
  published_value,
  recomputed_value,
  count(*) OVER () AS difference_count
FROM store.differences(
  $1::regclass, $2::integer[], $3::bigint[], $4::bigint[], $5::integer[]
)
ORDER BY differences.place, column_name
LIMIT $6::bigint;
