-- measure_lines: whether the lines are one table, of how many pages, and about how many they are
-- columns: is_table, page_count, line_count (null for a view, or where nobody has counted yet)
SELECT
  -- Rows of a child that inherits from it lie on pages of its own.
  relkind = 'r' AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = oid) AS is_table,
  CASE
    WHEN relkind = 'r' THEN pg_relation_size(oid) / current_setting('block_size')::bigint
    ELSE 0
  END AS page_count,
  -- As the planner does: the density when they were counted last, times the size now.
  CASE
    WHEN relkind = 'r' AND reltuples >= 0 AND relpages > 0
      THEN (
        reltuples / relpages * (pg_relation_size(oid) / current_setting('block_size')::bigint)
      )::bigint
  END AS line_count
FROM pg_class
WHERE oid = 'intake.line'::regclass;
