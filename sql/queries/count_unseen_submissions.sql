-- count_unseen_submissions: how many submissions of closed years are others than the last run has
--   seen, also those that are again as they were published
-- columns: unseen_count
WITH seen AS (
  SELECT closed_year.fiscal_year, submission.submission_id, submission.version
  FROM control.closed_year
  JOIN control.volume_input USING (volume_id)
  CROSS JOIN LATERAL unnest(
    -- No run has looked since the year was closed: it stands as it was published.
    coalesce(volume_input.seen_ids, volume_input.submission_ids),
    coalesce(volume_input.seen_versions, volume_input.versions)
  ) AS submission (submission_id, version)
  WHERE closed_year.reopened_at IS NULL
), present AS (
  SELECT fiscal_year, submission_id, version
  FROM control.closed_submissions(false)
  WHERE version IS NOT NULL
)
SELECT count(*) AS unseen_count
FROM seen
FULL JOIN present USING (fiscal_year, submission_id)
WHERE seen.version IS DISTINCT FROM present.version;
