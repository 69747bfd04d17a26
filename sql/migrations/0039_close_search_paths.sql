-- 0039 close search paths
-- Why:   a path that does not name pg_temp is searched there first: whoever may make temporary
--        tables could put one of theirs in the place of a table of the catalogue. In every
--        function that fixes its path, pg_temp comes last; and what works with the owner's rights
--        is nobody's to call but those it was granted to.
-- Locks: none that readers notice.
-- Undo:  none needed.
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT function.oid::regprocedure AS signature, setting
    FROM pg_proc AS function
    CROSS JOIN unnest(function.proconfig) AS setting
    WHERE function.pronamespace IN (
        'reference'::regnamespace, 'intake'::regnamespace, 'control'::regnamespace,
        'import'::regnamespace, 'store'::regnamespace, 'summary'::regnamespace
      )
      AND setting LIKE 'search_path=%'
      AND setting !~ ', pg_temp$'
    ORDER BY function.oid
  LOOP
    EXECUTE format(
      'ALTER FUNCTION %s SET %s, pg_temp', found.signature,
      replace(found.setting, 'search_path=', 'search_path = '));
  END LOOP;
  FOR found IN
    SELECT function.oid::regprocedure AS signature
    FROM pg_proc AS function
    WHERE function.pronamespace IN (
        'reference'::regnamespace, 'intake'::regnamespace, 'control'::regnamespace,
        'import'::regnamespace, 'store'::regnamespace, 'summary'::regnamespace
      )
      AND function.prosecdef
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', found.signature);
  END LOOP;
END
$$;
