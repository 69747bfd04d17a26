-- roles: who may do what, granted to people and services by the database administrator.
-- Run by a superuser with `psql -1 -v ON_ERROR_STOP=1 -d DATABASE -f roles.sql`, after `huizong
-- migrate` and again after every upgrade; running it again changes nothing.
--
--   huizong_owner    owns all objects; nobody logs in as it. `migrate` takes a superuser, and this
--                    file again after it, which hands over what is new
--   huizong_batch    the nightly run: reads input, writes the run tables, and owns the storage of
--                    results, which it makes, attaches and detaches
--   huizong_admin    asks for a year again, closes and reopens years, accepts anomalies, sees runs,
--                    requests and the audit; imports
--   huizong_analyst  reads summaries and reference data, and the lines behind a figure through the
--                    functions that explain it, never what units submitted as such
--   huizong_unit     a unit's own people, see `control.unit_member`: reads the views of
--                    `own_summary`, which hold its own units only, explains their anomalies, and
--                    asks what makes their figures
--
-- None of them can log in: GRANT huizong_analyst TO a_person.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY[
    'huizong_owner', 'huizong_batch', 'huizong_admin', 'huizong_analyst', 'huizong_unit'
  ] LOOP
    IF to_regrole(wanted) IS NULL THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    END IF;
  END LOOP;
END
$$;

-- The views over packed figures have large estimates and small results: compiling a plan takes
-- longer than running it. Huizong's own connections say so themselves; this is for analysts'. A
-- member does not inherit the settings of a role, so it stands on the database, and holds for
-- whatever else is in it.
DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
END
$$;

-- What Huizong made belongs to one role, so that SECURITY DEFINER functions have its rights and no
-- more, whoever migrated. Only the storage is the run's own: PostgreSQL lets nobody but the owner
-- of a table attach, analyse or detach its parts.
DO $$
DECLARE
  found record;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format(
    'GRANT CONNECT ON DATABASE %I TO huizong_owner, huizong_batch, huizong_admin, '
    'huizong_analyst, huizong_unit',
    current_database()
  );
  EXECUTE format(
    'GRANT TEMPORARY ON DATABASE %I TO huizong_owner, huizong_batch, huizong_admin',
    current_database()
  );
  EXECUTE format('GRANT CREATE ON DATABASE %I TO huizong_owner, huizong_batch', current_database());
  FOR found IN
    SELECT nspname, CASE WHEN is_storage THEN 'huizong_batch' ELSE 'huizong_owner' END AS owner
    FROM pg_namespace
    CROSS JOIN LATERAL (
      SELECT nspname = 'store' OR nspname ~ '^volume_[0-9]+$' AS is_storage
    ) AS kind
    WHERE is_storage
      OR nspname IN (
        'reference', 'intake', 'control', 'import', 'summary', 'summary_zh', 'own_summary'
      )
  LOOP
    EXECUTE format('ALTER SCHEMA %I OWNER TO %I', found.nspname, found.owner);
  END LOOP;
  -- An identity's sequence follows its table and refuses an owner of its own.
  FOR found IN
    SELECT class.oid::regclass AS name, class.relkind, space.nspowner::regrole AS owner
    FROM pg_class AS class
    JOIN pg_namespace AS space
      ON space.oid = class.relnamespace
    WHERE space.nspowner IN ('huizong_owner'::regrole, 'huizong_batch'::regrole)
      AND class.relkind IN ('r', 'p', 'v', 'm')
  LOOP
    EXECUTE format(
      'ALTER %s %s OWNER TO %s',
      CASE found.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
      found.name, found.owner
    );
  END LOOP;
  FOR found IN
    SELECT function.oid::regprocedure AS name, space.nspowner::regrole AS owner
    FROM pg_proc AS function
    JOIN pg_namespace AS space
      ON space.oid = function.pronamespace
    WHERE space.nspowner IN ('huizong_owner'::regrole, 'huizong_batch'::regrole)
  LOOP
    EXECUTE format('ALTER ROUTINE %s OWNER TO %s', found.name, found.owner);
  END LOOP;
END
$$;

-- Servers that began before PostgreSQL 15 let everybody put functions and operators where sessions
-- look for names.
DO $$
BEGIN
  IF to_regnamespace('public') IS NOT NULL THEN
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  END IF;
END
$$;

-- Whoever may connect could hold the lock of the run for ever, and there would be no more nights:
-- these locks know no owner. In this database only those take them whose work needs them.
DO $$
DECLARE
  lock regprocedure;
BEGIN
  FOR lock IN
    SELECT oid
    FROM pg_proc
    WHERE pronamespace = 'pg_catalog'::regnamespace
      AND proname ~ '^pg_(try_)?advisory_(xact_)?lock(_shared)?$'
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', lock);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO huizong_owner, huizong_batch', lock);
  END LOOP;
END
$$;

-- What everybody reads: the input's reference data, and the summaries once they exist.
GRANT USAGE ON SCHEMA reference TO huizong_analyst, huizong_batch, huizong_admin;
GRANT SELECT ON ALL TABLES IN SCHEMA reference TO huizong_analyst, huizong_batch, huizong_admin;

-- The run reads what units submitted and never writes it. It prepares the result tables itself,
-- one schema a year and run, hence CREATE on the database.
GRANT USAGE ON SCHEMA intake, control TO huizong_batch;
GRANT SELECT ON ALL TABLES IN SCHEMA intake TO huizong_batch;
GRANT SELECT ON ALL TABLES IN SCHEMA control TO huizong_batch;
GRANT INSERT ON control.audit TO huizong_batch;
GRANT INSERT, UPDATE ON
  control.run, control.rerun_request, control.anomaly_identity TO huizong_batch;
GRANT INSERT, DELETE ON
  control.volume, control.publication, control.publication_year, control.past_change
  TO huizong_batch;
GRANT INSERT ON control.confirmation, control.verification TO huizong_batch;
GRANT INSERT, UPDATE ON control.volume_input TO huizong_batch;
GRANT UPDATE (volume_id) ON control.closed_year TO huizong_batch;
GRANT INSERT, DELETE, TRUNCATE ON control.leaf TO huizong_batch;
GRANT EXECUTE ON FUNCTION control.fold_changes(), control.refresh_closed_years()
  TO huizong_batch;
GRANT USAGE ON SEQUENCE control.volume_volume_id_seq TO huizong_batch;
GRANT UPDATE ON control.run_fence, control.current_publication TO huizong_batch;

-- The administrator imports, asks for a year again, and sees everything that happened.
GRANT USAGE ON SCHEMA intake, control, import TO huizong_admin;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA reference TO huizong_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA intake TO huizong_admin;
GRANT SELECT ON ALL TABLES IN SCHEMA control TO huizong_admin;
GRANT INSERT, UPDATE, DELETE ON control.unit_member TO huizong_admin;
GRANT EXECUTE ON FUNCTION
  control.request_rerun(integer, text), control.close_year(integer, text),
  control.reopen_year(integer, text)
  TO huizong_admin;

-- Units explain, the administrator accepts; the function tells who may do which to what.
GRANT USAGE ON SCHEMA control TO huizong_unit;
GRANT EXECUTE ON FUNCTION
  control.answer_anomaly(bigint, text, text, date, numeric, numeric)
  TO huizong_admin, huizong_unit;

-- The views over the storage belong to the owner, who reads it for those who read the views.
GRANT USAGE ON SCHEMA store TO huizong_owner;
GRANT SELECT ON ALL TABLES IN SCHEMA store TO huizong_owner;
DO $$
DECLARE
  volume name;
BEGIN
  FOR volume IN
    SELECT nspname
    FROM pg_namespace
    WHERE nspname ~ '^volume_[0-9]+$'
  LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO huizong_owner', volume);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO huizong_owner', volume);
  END LOOP;
END
$$;

-- Earlier publications: who reads the current one reads them, too, and the run takes them away.
GRANT EXECUTE ON FUNCTION summary.subject_year_as_of(bigint), summary.anomaly_as_of(bigint)
  TO huizong_analyst, huizong_admin;
GRANT EXECUTE ON FUNCTION control.delete_publications(bigint[]) TO huizong_batch;

-- Schemas of results, where this version of the database has them.
DO $$
DECLARE
  space text;
BEGIN
  FOREACH space IN ARRAY ARRAY['summary', 'summary_zh'] LOOP
    CONTINUE WHEN to_regnamespace(space) IS NULL;
    EXECUTE format(
      'GRANT USAGE ON SCHEMA %I TO huizong_batch, huizong_analyst, huizong_admin', space
    );
    EXECUTE format(
      'GRANT SELECT ON ALL TABLES IN SCHEMA %I TO huizong_batch, huizong_analyst, huizong_admin',
      space
    );
    EXECUTE format(
      'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA %I '
      'TO huizong_batch, huizong_analyst, huizong_admin',
      space
    );
  END LOOP;
END
$$;

-- A unit's people ask for their own units; the functions look at who asks, and for which unit.
GRANT USAGE ON SCHEMA summary, own_summary TO huizong_unit;
GRANT SELECT ON ALL TABLES IN SCHEMA own_summary TO huizong_unit;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA own_summary TO huizong_unit;
GRANT EXECUTE ON FUNCTION
  summary.explain(integer, text, text, text, text),
  summary.explain_lines(integer, text, text, text)
  TO huizong_unit;
