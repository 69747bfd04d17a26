-- 0014 create confirmations
-- Why:   which inputs give a publication is learned after it was made, too: from a whole night
--        after a run of single years. The publication does not change, so they stand beside it.
--        And a request whose run died is open again, where so far it had to be asked for anew.
-- Locks: none that readers notice; the table is new.  Undo: restore from backup.
CREATE TABLE control.confirmation (
  publication_id bigint      NOT NULL,
  input_digest   text        NOT NULL,
  run_id         bigint      NOT NULL,
  confirmed_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT input_confirms_once PRIMARY KEY (publication_id, input_digest),
  CONSTRAINT confirmation_is_of_a_publication FOREIGN KEY (publication_id)
    REFERENCES control.publication (publication_id) ON DELETE CASCADE,
  CONSTRAINT confirmation_comes_from_a_run FOREIGN KEY (run_id) REFERENCES control.run (run_id)
);
CREATE TRIGGER confirmation_does_not_change
BEFORE UPDATE ON control.confirmation
FOR EACH ROW EXECUTE FUNCTION control.refuse_change();
COMMENT ON TABLE control.confirmation IS '全部年度的输入与发布的对应:该输入汇总的结果就是该次发布。';
COMMENT ON COLUMN control.confirmation.publication_id IS '发布编号。';
COMMENT ON COLUMN control.confirmation.input_digest IS '输入摘要。';
COMMENT ON COLUMN control.confirmation.run_id IS '算出它的运行编号。';
COMMENT ON COLUMN control.confirmation.confirmed_at IS '确认时间。';

INSERT INTO control.confirmation (publication_id, input_digest, run_id)
SELECT publication_id, input_digest, run_id
FROM control.publication
JOIN control.run USING (run_id)
WHERE run.years IS NULL
  AND run.input_digest IS NOT NULL;

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
