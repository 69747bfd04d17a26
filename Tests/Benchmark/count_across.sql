-- count_across: what readers see of a district
-- columns: published cells, restated cells, claimed pairs, pairs of which something is left,
--   anomalies; one row
SELECT
  (SELECT cell_count FROM summary.publication),
  (
    SELECT coalesce(sum(cardinality(tile.unit)), 0)
    FROM control.current_publication
    JOIN control.publication_year USING (publication_id)
    JOIN store.comparable_tile AS tile USING (volume_id)
  ),
  count(*),
  count(*) FILTER (WHERE residual <> 0),
  (SELECT count(*) FROM summary.anomaly)
FROM summary.elimination;
