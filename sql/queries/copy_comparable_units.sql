-- copy_comparable_units: writes into the volume that the search path names first
COPY comparable_unit (
  unit_id, parent_id, unit_name, is_restated, is_owner, comparability, total_fen, base_year, basis,
  prior_comparability
) FROM STDIN (FORMAT binary);
