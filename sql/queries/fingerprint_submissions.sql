-- fingerprint_submissions: how changes are known, and what tells all submissions from any others
-- columns: detection, doubts (a list), definition, fingerprint
WITH watch AS MATERIALIZED (
  SELECT detection, doubts, definition
  FROM control.intake_watch()
), head AS (
  SELECT
    count(*) AS count,
    sum(
      hash_record_extended(
        ROW(
          submission_id::bigint, unit_code::text, fiscal_year::integer, kind::text,
          revision::integer, status::text, amount_unit::text, printed_decimals::integer,
          submitted_at::timestamptz
        ),
        0
      )
    ) AS weight
  FROM intake.submission
  -- Heads leave marks as lines do; where these tell all, nobody need look at those.
  WHERE (
      SELECT detection
      FROM watch
    ) <> 'marks'
), mark AS (
  -- Not how many there are: folding makes them fewer.
  SELECT sum(weight) AS weight
  FROM control.submission_change
)
SELECT
  watch.detection,
  array_to_string(watch.doubts, ' ') AS doubts,
  watch.definition,
  concat_ws('|', watch.definition, head.count, head.weight, mark.weight) AS fingerprint
FROM watch
CROSS JOIN head
CROSS JOIN mark;
