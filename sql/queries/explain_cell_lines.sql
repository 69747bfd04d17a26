-- explain_cell_lines: every submitted line behind a reported cell, in yuan
-- Parameters: $1 fiscal year, $2 unit code, $3 subject code, $4 fund type
-- Columns:    those of the function; sum_*: over all rows; published_*: the cell itself
-- Order:      as the function gives the rows
SELECT part.*,
  sum(part.initial_budget) OVER () AS sum_initial, sum(part.final_budget) OVER () AS sum_final,
  sum(part.actual) OVER () AS sum_actual,
  cell.unit_name, cell.subject_name, cell.initial_budget AS published_initial,
  cell.final_budget AS published_final, cell.actual AS published_actual
FROM summary.subject_year AS cell
CROSS JOIN summary.explain_lines(
    $1::integer, $2::text, $3::text, $4::text
  ) WITH ORDINALITY AS part
WHERE cell.fiscal_year = $1::integer
  AND cell.unit_code = $2::text
  AND cell.subject_code = $3::text
  AND cell.fund_type = $4::text
ORDER BY part.ordinality;
