-- show_published_cells: what Huizong has published, in the columns of the others
-- Rows that exist only for their prior year have no counted unit; the others work out none.
CREATE OR REPLACE VIEW benchmark.huizong_cell AS
SELECT
  fiscal_year,
  unit_code,
  subject_code,
  fund_type,
  (initial_budget * 100)::bigint AS initial_fen,
  (final_budget * 100)::bigint AS final_fen,
  (actual * 100)::bigint AS actual_fen
FROM summary.subject_year
WHERE unit_count > 0;
