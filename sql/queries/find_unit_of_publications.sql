-- find_unit_of_publications: whether a unit stands in a tree of any of some publications
-- Parameters: $1 the unit's code, $2 numbers of publications
-- Columns:    is_listed
-- Order:      one row
SELECT EXISTS (
    SELECT
    FROM control.publication_year AS placed
    JOIN store.unit_name AS name
      ON name.fiscal_year = placed.fiscal_year
      AND name.volume_id = placed.volume_id
    JOIN store.unit USING (unit_id)
    WHERE placed.publication_id = ANY ($2::bigint[])
      AND unit.unit_code = $1::text
  ) AS is_listed;
