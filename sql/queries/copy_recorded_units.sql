-- copy_recorded_units: the units of a published year, whose volume is huizong.volume
-- columns: unit_id, unit_code, unit_name, is_reported, is_leaf, parent_code; order: unit_id
COPY (
  SELECT unit_name.unit_id, unit.unit_code, unit_name.unit_name, unit_name.is_reported,
    unit_name.is_leaf, parent.unit_code AS parent_code
  FROM store.unit_name
  JOIN store.unit USING (unit_id)
  LEFT JOIN store.unit AS parent
    ON parent.unit_id = unit_name.parent_id
  WHERE unit_name.fiscal_year = current_setting('huizong.year')::integer
    AND unit_name.volume_id = current_setting('huizong.volume')::bigint
  ORDER BY unit_name.unit_id
) TO STDOUT (FORMAT binary);
