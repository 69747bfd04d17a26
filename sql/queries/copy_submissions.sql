-- copy_submissions: the heads of all submissions of the years in huizong.years, or of all years
-- columns: submission_id, unit_code, fiscal_year, kind, revision, status, amount_unit,
--   printed_decimals, submitted_day (days since 1970-01-01 in China); order: submission_id
COPY (
  SELECT
    submission_id,
    unit_code,
    fiscal_year,
    kind,
    revision,
    status,
    amount_unit,
    printed_decimals::integer,
    -- A time without a zone, as a bureau's own view may have it, is local already.
    CASE pg_typeof(submitted_at)
      WHEN 'timestamptz'::regtype THEN (submitted_at AT TIME ZONE 'Asia/Shanghai')::date
      ELSE submitted_at::date
    END - DATE '1970-01-01'
  FROM intake.submission
  WHERE current_setting('huizong.years') = ''
    OR fiscal_year = ANY (string_to_array(current_setting('huizong.years'), ',')::integer[])
  ORDER BY submission_id
) TO STDOUT (FORMAT binary);
