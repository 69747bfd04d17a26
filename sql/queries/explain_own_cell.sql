-- explain_own_cell: the next level of a reported cell of the asking unit, in yuan
-- Parameters: $1 fiscal year, $2 unit code, $3 subject code, $4 fund type, $5 along what, or null
-- Columns:    those of the function; sum_*: over all rows; published_*: the cell itself
-- Order:      as the function gives the rows; one row without a part where nothing makes the cell
SELECT part.*,
  coalesce(sum(part.initial_budget) OVER (), cell.initial_budget * 0) AS sum_initial,
  coalesce(sum(part.final_budget) OVER (), cell.final_budget * 0) AS sum_final,
  coalesce(sum(part.actual) OVER (), cell.actual * 0) AS sum_actual,
  cell.unit_name, cell.subject_name, cell.initial_budget AS published_initial,
  cell.final_budget AS published_final, cell.actual AS published_actual
FROM own_summary.subject_year AS cell
LEFT JOIN summary.explain(
    $1::integer, $2::text, $3::text, $4::text, $5::text
  ) WITH ORDINALITY AS part
  ON true
WHERE cell.fiscal_year = $1::integer
  AND cell.unit_code = $2::text
  AND cell.subject_code = $3::text
  AND cell.fund_type = $4::text
ORDER BY part.ordinality;
