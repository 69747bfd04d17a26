-- select_audit_head: how long the chain of the audit is, and its end
-- Columns: record_count; audit_id and digest of the last record, null where there is none;
--          anchor_count, how many publications keep an earlier end
SELECT
  (
    SELECT count(*)
    FROM control.audit
  ) AS record_count,
  last.audit_id,
  encode(last.digest, 'hex') AS digest,
  (
    SELECT count(*)
    FROM control.publication
    WHERE publication.audit_id IS NOT NULL
  ) AS anchor_count
FROM (VALUES (true)) AS one (is_one)
LEFT JOIN LATERAL (
  SELECT audit.audit_id, audit.digest
  FROM control.audit
  ORDER BY audit.audit_id DESC
  LIMIT 1
) AS last ON true;
