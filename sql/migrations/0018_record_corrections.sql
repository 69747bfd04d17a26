-- 0018 record corrections
-- Why:   a jump from year to year that is gone once a certain slip is put right is not listed a
--        second time; a run of one year must know so of the years beside it, which it does not
--        read.
-- Locks: ACCESS EXCLUSIVE on store.anomaly and the tables of volumes for a moment; no row is
--        rewritten.
-- Undo:  restore from backup.
ALTER TABLE store.anomaly ADD COLUMN actual_correction_fen bigint;
COMMENT ON COLUMN store.anomaly.actual_correction_fen IS
  '确诊的差错更正后,该单位该科目决算数应增加的金额,单位分;不涉及已汇总的明细行或未确诊时为空。';

-- A volume that is not attached, because it is being written or was published once, may be yet.
DO $$
DECLARE
  volume record;
BEGIN
  FOR volume IN
    SELECT nspname AS name
    FROM pg_namespace
    JOIN pg_class
      ON relnamespace = pg_namespace.oid
      AND relname = 'anomaly'
    WHERE nspname ~ '^volume_[0-9]+$'
      AND NOT relispartition
    ORDER BY 1
  LOOP
    EXECUTE format('ALTER TABLE %I.anomaly ADD COLUMN actual_correction_fen bigint', volume.name);
    EXECUTE format(
      'COMMENT ON COLUMN %I.anomaly.actual_correction_fen IS %L', volume.name,
      '见 store.anomaly。');
  END LOOP;
END
$$;
