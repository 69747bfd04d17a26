-- count_units_below: how many published units and groups stand below one
-- Parameters: $1 fiscal year, $2 unit code, or *
-- Columns:    count
WITH RECURSIVE tree AS MATERIALIZED (
  SELECT unit_code, parent_code
  FROM summary.unit_tree
  WHERE fiscal_year = $1::integer
    AND unit_code <> '*'
), below AS (
  SELECT $2::text AS unit_code
  UNION
  SELECT tree.unit_code
  FROM below
  JOIN tree
    ON tree.parent_code = below.unit_code
)
SELECT count(*) - 1 AS count
FROM below;
