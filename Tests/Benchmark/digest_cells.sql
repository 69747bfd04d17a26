-- digest_cells: one digest over all cells of a relation
-- parameters: cells, the relation; columns: how many cells, the sum of their hashes; one row
SELECT
  count(*),
  sum(
    hashtextextended(
      concat_ws(
        '|', fiscal_year, unit_code, subject_code, fund_type, initial_fen, final_fen, actual_fen
      ),
      0
    )
  )
FROM benchmark.:"cells";
