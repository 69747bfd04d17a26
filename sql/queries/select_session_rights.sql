-- select_session_rights: who the session is, what it may read and what it may do
-- Parameters: none
-- Columns:    user_name, reads_all, reads_own, reads_control, may_request, may_answer, may_accept
SELECT session_user AS user_name,
  has_schema_privilege('summary', 'USAGE')
    AND has_table_privilege('summary.subject_year', 'SELECT') AS reads_all,
  has_schema_privilege('own_summary', 'USAGE')
    AND has_table_privilege('own_summary.subject_year', 'SELECT') AS reads_own,
  has_schema_privilege('control', 'USAGE')
    AND has_table_privilege('control.run', 'SELECT') AS reads_control,
  has_schema_privilege('control', 'USAGE')
    AND has_function_privilege('control.request_rerun(integer, text)', 'EXECUTE')
    AS may_request,
  has_schema_privilege('control', 'USAGE')
    AND has_function_privilege(
      'control.answer_anomaly(bigint, text, text, date, numeric, numeric)', 'EXECUTE'
    ) AS may_answer,
  coalesce(pg_has_role(session_user, to_regrole('huizong_admin'), 'MEMBER'), false)
    AS may_accept;
