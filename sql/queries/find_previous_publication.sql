-- find_previous_publication: what readers saw before the current publication
-- Parameters: none
-- Columns:    as select_publications
-- Order:      there is one row at most
--
-- The audit tells in which order publications were shown: one that was rolled back stands in
-- nobody's line any more. Where what was shown then is not kept, what was shown before that; where
-- the audit does not tell, which it does not of what was published before it was chained, the last
-- one with a smaller number.
WITH RECURSIVE shown AS MATERIALIZED (
  SELECT DISTINCT ON (new_run_id) new_run_id AS run_id, old_run_id AS earlier_run_id
  FROM control.audit
  WHERE action = 'publish'
    AND new_run_id IS NOT NULL
  ORDER BY new_run_id, audit_id DESC
), line (run_id, depth) AS (
  SELECT run_id, 0
  FROM summary.publication
  UNION ALL
  SELECT shown.earlier_run_id, line.depth + 1
  FROM line
  JOIN shown USING (run_id)
  WHERE shown.earlier_run_id IS NOT NULL
    AND (
      line.depth = 0
      OR NOT EXISTS (
        SELECT
        FROM summary.kept_publication AS kept
        WHERE kept.run_id = line.run_id
      )
    )
), last AS (
  SELECT run_id
  FROM line
  ORDER BY depth DESC
  LIMIT 1
)
SELECT publication_id, kept.run_id,
  to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS published_at,
  array_to_string(fiscal_years, ',') AS fiscal_years, digest, submission_count, line_count,
  cell_count, anomaly_count, is_current
FROM summary.kept_publication AS kept
CROSS JOIN last
WHERE NOT is_current
  AND kept.run_id <= last.run_id
ORDER BY kept.run_id DESC
LIMIT 1;
