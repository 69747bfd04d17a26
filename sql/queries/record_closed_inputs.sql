-- record_closed_inputs: what a run has seen of closed years, beside what they were published from
-- parameters: volumes, their years, the digests of what may come out otherwise (null where the run
--   does not know it: what is known stays true); of every submission: its id, its year, its version
UPDATE control.volume_input
SET
  closed_digest = coalesce(volume.closed_digest, volume_input.closed_digest),
  seen_ids = ARRAY(
    SELECT submission_id
    FROM unnest($4::bigint[], $5::integer[]) AS submission (submission_id, fiscal_year)
    WHERE submission.fiscal_year = volume.fiscal_year
    ORDER BY submission_id
  ),
  seen_versions = ARRAY(
    SELECT version
    FROM unnest($4::bigint[], $5::integer[], $6::bigint[])
      AS submission (submission_id, fiscal_year, version)
    WHERE submission.fiscal_year = volume.fiscal_year
    ORDER BY submission_id
  )
FROM unnest($1::bigint[], $2::integer[], $3::text[])
  AS volume (volume_id, fiscal_year, closed_digest)
WHERE volume_input.volume_id = volume.volume_id;
