-- verify_audit: where the chain of the audit is broken; holds when no row comes back
-- The digests are made anew here, not by a function that whoever changed a record could change.
-- Parameters: $1 number and $2 digest (hex) of a record noted outside the database; null for none
-- Columns:    defect: content (the record is not what its digest says), link (the one before it is
--             another), gap (its number), end (the last one is not the head), anchor (a publication
--             knows another chain), noted ($1 and $2 are not there); audit_id; publication_id
-- Order:      record, defect, publication
WITH told AS (
  SELECT
    audit.*,
    row_number() OVER chain AS place,
    lag(audit.digest) OVER chain AS digest_before,
    lag(audit.form) OVER chain AS form_before,
    CASE audit.form
      WHEN 1 THEN jsonb_build_array(
        audit.audit_id, extract(epoch FROM audit.at), audit.actor, audit.action, audit.detail)
      WHEN 2 THEN jsonb_build_array(
        2, audit.audit_id, extract(epoch FROM audit.at), audit.actor, host(audit.address),
        audit.action, audit.reason, audit.old_run_id, audit.new_run_id, audit.detail)
    END AS content
  FROM control.audit
  WINDOW chain AS (ORDER BY audit.audit_id)
), last AS (
  SELECT audit.audit_id, audit.digest
  FROM control.audit
  ORDER BY audit.audit_id DESC
  LIMIT 1
)
SELECT defect, audit_id, publication_id
FROM (
  SELECT 'content' AS defect, audit_id, NULL::bigint AS publication_id
  FROM told
  WHERE digest IS DISTINCT FROM
      sha256(coalesce(previous_digest, '') || convert_to(content::text, 'UTF8'))
    OR form < form_before
    OR form = 1 AND num_nonnulls(address, reason, old_run_id, new_run_id) > 0
  UNION ALL
  SELECT 'link', audit_id, NULL
  FROM told
  WHERE previous_digest IS DISTINCT FROM digest_before
  UNION ALL
  SELECT 'gap', audit_id, NULL
  FROM told
  WHERE audit_id <> place
  UNION ALL
  SELECT 'end', coalesce(head.audit_id, last.audit_id, 0), NULL
  FROM (VALUES (true)) AS one (is_one)
  LEFT JOIN control.audit_head AS head ON true
  LEFT JOIN last ON true
  WHERE head.audit_id IS DISTINCT FROM coalesce(last.audit_id, 0)
    OR head.digest IS DISTINCT FROM last.digest
  UNION ALL
  SELECT 'anchor', publication.audit_id, publication.publication_id
  FROM control.publication
  LEFT JOIN control.audit
    ON audit.audit_id = publication.audit_id
  WHERE publication.audit_id IS NOT NULL
    AND audit.digest IS DISTINCT FROM publication.audit_digest
  UNION ALL
  SELECT 'noted', $1::bigint, NULL
  WHERE $1::bigint IS NOT NULL
    AND NOT EXISTS (
      SELECT
      FROM control.audit
      WHERE audit_id = $1::bigint
        AND digest = decode($2::text, 'hex')
    )
) AS found
ORDER BY audit_id, defect COLLATE "C", publication_id;
