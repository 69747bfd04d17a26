-- input_files: what tells the tables behind the input, and the views of them, from any others
-- columns: files
-- As they are now, whatever snapshot asks: names are looked up so, too.
WITH RECURSIVE within AS (
  SELECT ev_class AS whole, depend.refobjid AS part, pg_rewrite.xmin::text AS rule
  FROM pg_rewrite
  JOIN pg_depend AS depend
    ON depend.classid = 'pg_rewrite'::regclass
    AND depend.objid = pg_rewrite.oid
    AND depend.refclassid = 'pg_class'::regclass
  UNION
  SELECT inhparent, inhrelid, NULL
  FROM pg_inherits
), used AS (
  SELECT oid, NULL AS rule
  FROM pg_class
  WHERE relnamespace = 'intake'::regnamespace
    AND relname IN ('submission', 'line', 'stated_figure', 'explanation')
    OR relnamespace = 'reference'::regnamespace
    AND relkind <> 'i'
  UNION
  SELECT within.part, within.rule
  FROM used
  JOIN within
    ON within.whole = used.oid
)
SELECT
  string_agg(
    concat_ws(' ', relnamespace::regnamespace, relname, oid, relfilenode, rule), E'\n'
    ORDER BY oid, rule
  ) AS files
FROM used
JOIN pg_class USING (oid);
