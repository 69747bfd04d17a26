-- 0014 create confirmations
-- Why:   a request whose run died is open again, where so far it had to be asked for anew.
-- Locks: none that readers notice.  Undo: restore from backup.
-- Whoever asks for the year at the same moment is met at the unique index, not in a query before
-- it: the newer request stands, and the old one ends as failed.
CREATE FUNCTION control.reopen_dead_requests() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  dead      record;
  new_state text;
BEGIN
  FOR dead IN
    SELECT request_id, fiscal_year, run_id
    FROM control.rerun_request
    WHERE state = 'taken'
    ORDER BY request_id DESC
  LOOP
    BEGIN
      new_state := 'open';
      UPDATE control.rerun_request
      SET state = new_state, run_id = NULL
      WHERE request_id = dead.request_id;
    EXCEPTION WHEN unique_violation THEN
      new_state := 'failed';
      UPDATE control.rerun_request
      SET state = new_state, finished_at = now()
      WHERE request_id = dead.request_id;
    END;
    INSERT INTO control.audit (action, detail)
    VALUES (
      'reopen_rerun',
      jsonb_build_object(
        'request_id', dead.request_id, 'fiscal_year', dead.fiscal_year, 'run_id', dead.run_id,
        'state', new_state
      )
    );
  END LOOP;
END
$$;
COMMENT ON FUNCTION control.reopen_dead_requests() IS
  '把已消失的运行所占的重算申请恢复为待处理;该年度已有新申请时,旧申请记为失败。留有审计记录。';

COMMENT ON COLUMN summary.figure_year.value IS '合计数:金额为元,计数为个;本年无人填报则为空。';
COMMENT ON COLUMN summary.figure_year.prior_value IS '上年数;上年未报或无人填报则为空。';
