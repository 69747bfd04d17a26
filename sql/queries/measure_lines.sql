-- measure_lines: whether the lines are a table, and of how many pages
-- columns: is_table, page_count
SELECT
  relkind = 'r' AS is_table,
  CASE
    WHEN relkind = 'r' THEN pg_relation_size(oid) / current_setting('block_size')::bigint
    ELSE 0
  END AS page_count
FROM pg_class
WHERE oid = 'intake.line'::regclass;
