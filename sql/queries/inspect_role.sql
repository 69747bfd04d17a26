-- inspect_role: who a night would be, beyond its single rights
-- Parameters: none
-- Columns:    role_name, login_name, is_superuser, is_owner, is_batch, has_roles
SELECT current_user AS role_name, session_user AS login_name, role.rolsuper AS is_superuser,
  coalesce(pg_has_role(to_regrole('huizong_owner'), 'USAGE'), false) AS is_owner,
  coalesce(pg_has_role(to_regrole('huizong_batch'), 'USAGE'), false) AS is_batch,
  to_regrole('huizong_batch') IS NOT NULL AS has_roles
FROM pg_roles AS role
WHERE role.rolname = current_user;
