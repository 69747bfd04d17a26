-- 0032 quicken versions
-- Why:   what every night asks of all submissions, in less time: folding looks only at submissions
--        with several marks, which after a quiet day are none; versions are put together in
--        memory, and marks of every submission are found by their index.
-- Locks: none that anybody waits for.
-- Undo:  the functions of 0028.
CREATE OR REPLACE FUNCTION control.fold_changes() RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET huizong.folding = 'on'
SET work_mem = '64MB'
AS $$
  WITH repeated AS MATERIALIZED (
    SELECT submission_id
    FROM control.submission_change
    GROUP BY submission_id
    HAVING count(*) > 1
  ), mark AS MATERIALIZED (
    SELECT
      ctid AS place,
      row_number() OVER (PARTITION BY submission_id ORDER BY transaction DESC) AS age,
      count(*) OVER (PARTITION BY submission_id) AS mark_count,
      sum(weight) OVER (PARTITION BY submission_id) AS total
    FROM control.submission_change
    WHERE submission_id IN (
        SELECT repeated.submission_id
        FROM repeated
      )
      OR submission_id IS NULL
  ), folded AS (
    DELETE FROM control.submission_change
    USING mark
    WHERE submission_change.ctid = mark.place
      AND mark.age > 1
  )
  UPDATE control.submission_change
  SET weight = mark.total
  FROM mark
  WHERE submission_change.ctid = mark.place
    AND mark.age = 1
    AND mark.mark_count > 1
$$;

CREATE OR REPLACE FUNCTION control.submission_versions() RETURNS TABLE (
  submission_id bigint, fiscal_year integer, unit_code text, kind text, revision integer,
  status text, version bigint, changed_at timestamptz
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog
SET work_mem = '64MB'
AS $$
  WITH every_submission AS (
    SELECT coalesce(sum(weight), 0) AS weight, max(changed_at) AS changed_at
    FROM control.submission_change
    WHERE submission_id IS NULL
  )
  SELECT
    submission.submission_id::bigint,
    submission.fiscal_year::integer,
    submission.unit_code::text,
    submission.kind::text,
    submission.revision::integer,
    submission.status::text,
    hash_record_extended(
      ROW(
        submission.unit_code::text, submission.fiscal_year::integer, submission.kind::text,
        submission.revision::integer, submission.status::text, submission.amount_unit::text,
        submission.printed_decimals::integer, submission.submitted_at::timestamptz,
        coalesce(mark.weight, 0), every_submission.weight
      ),
      0
    ),
    greatest(mark.changed_at, every_submission.changed_at)
  FROM intake.submission
  CROSS JOIN every_submission
  LEFT JOIN (
    SELECT submission_id, sum(weight) AS weight, max(changed_at) AS changed_at
    FROM control.submission_change
    GROUP BY submission_id
  ) AS mark USING (submission_id)
$$;
