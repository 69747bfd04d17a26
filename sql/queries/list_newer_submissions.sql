-- list_newer_submissions: how submissions differ from those that the published years were made
--   from; a year that is published and of which that was not recorded is left out. Of closed years
--   they are those that came after closing, whether or not a run has seen them
-- parameters: of every submission as it was read its id, its year, its version; how many at most
-- columns: submission_id, fiscal_year, state (new, changed, withdrawn, accepted, deleted), unit_code, kind,
--   revision, status, changed_at; null where a deleted submission did not count; is_after_closing;
--   newer_count (of all, also those that are cut off), open_count (of years that are not closed);
--   order: year, submission
WITH published AS (
  SELECT
    publication_year.fiscal_year,
    publication_year.volume_id,
    volume_input.submission_ids,
    volume_input.versions
  FROM control.current_publication
  JOIN control.publication_year USING (publication_id)
  LEFT JOIN control.volume_input USING (volume_id)
  WHERE publication_year.fiscal_year NOT IN (
      SELECT fiscal_year
      FROM control.closed_year
      WHERE reopened_at IS NULL
    )
), seen AS (
  SELECT fiscal_year, submission_id, version
  FROM published
  CROSS JOIN LATERAL unnest(submission_ids, versions) AS submission (submission_id, version)
), present AS (
  SELECT submission_id, fiscal_year, version
  FROM unnest($1::bigint[], $2::integer[], $3::bigint[])
    AS submission (submission_id, fiscal_year, version)
  WHERE fiscal_year NOT IN (SELECT fiscal_year FROM published WHERE submission_ids IS NULL)
    AND fiscal_year NOT IN (
      SELECT fiscal_year
      FROM control.closed_year
      WHERE reopened_at IS NULL
    )
), different AS (
  SELECT
    submission_id,
    fiscal_year,
    CASE
      WHEN seen.version IS NULL THEN 'new'
      WHEN present.version IS NULL THEN 'deleted'
      ELSE 'changed'
    END AS state,
    NULL AS unit_code,
    NULL AS kind,
    false AS is_after_closing
  FROM seen
  FULL JOIN present USING (fiscal_year, submission_id)
  WHERE seen.version IS DISTINCT FROM present.version
  UNION ALL
  SELECT
    submission_id,
    fiscal_year,
    state,
    nullif(unit_code, ''),
    nullif(kind, ''),
    true
  FROM control.closed_submissions(false)
  WHERE state <> 'same'
), newer AS (
  SELECT
    count(*) OVER () AS newer_count,
    count(*) FILTER (WHERE NOT is_after_closing) OVER () AS open_count,
    *
  FROM different
  ORDER BY fiscal_year, submission_id
  LIMIT $4::bigint
)
SELECT
  newer.submission_id,
  newer.fiscal_year,
  newer.state,
  coalesce(told.unit_code, newer.unit_code, coverage.unit_code) AS unit_code,
  coalesce(told.kind, newer.kind, coverage.kind) AS kind,
  told.revision,
  told.status,
  to_char(told.changed_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS changed_at,
  newer.is_after_closing,
  newer.newer_count,
  newer.open_count
FROM newer
LEFT JOIN control.submission_versions() AS told
  ON told.submission_id = newer.submission_id
  AND told.fiscal_year = newer.fiscal_year
LEFT JOIN published
  ON published.fiscal_year = newer.fiscal_year
LEFT JOIN store.coverage
  ON coverage.fiscal_year = newer.fiscal_year
  AND coverage.volume_id = published.volume_id
  AND coverage.submission_id = newer.submission_id
  AND newer.state = 'deleted'
ORDER BY newer.fiscal_year, newer.submission_id;
