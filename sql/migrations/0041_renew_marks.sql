-- 0041 renew marks
-- Why:   marks of changes that were restored from another cluster name transactions which this one
--        may reach in months only; until then none is trusted and each night reads everything.
--        Marks that are all new are those of no other state, so that one night reads everything
--        and the next ones trust them.
-- Locks: none, the function is new.  Undo: DROP FUNCTION control.renew_marks().
CREATE FUNCTION control.renew_marks() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET huizong.folding = 'on'
AS $$
BEGIN
  -- Nobody marks meanwhile: a mark of the other cluster must not be taken for one of this.
  LOCK TABLE control.submission_change IN SHARE ROW EXCLUSIVE MODE;
  PERFORM control.fold_changes();
  UPDATE control.submission_change
  SET transaction = pg_current_xact_id(),
    weight = control.mark_weight(submission_id, pg_current_xact_id());
END
$$;
REVOKE ALL ON FUNCTION control.renew_marks() FROM PUBLIC;
COMMENT ON FUNCTION control.renew_marks() IS
  '恢复备份到另一台服务器之后由所有者执行一次:把变动记录全部换成本库的事务,下次运行全部重读。';
