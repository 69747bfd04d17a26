-- select_audit: who did what, the latest first
-- Parameters: $1 how many at most, $2 action (null = any)
-- Columns:    the record's, without digests; the time in ISO 8601, the address without its mask
-- Order:      record, latest first
SELECT audit_id, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS at, actor, host(address) AS address,
  action, reason, old_run_id, new_run_id, detail
FROM control.audit
WHERE $2::text IS NULL
  OR action = $2::text
ORDER BY audit_id DESC
LIMIT $1::bigint;
