-- record_volume_inputs: what volumes were made from, or would have been made from as well
-- parameters: run, program digest, reference digest, definition (null where changes are not
--   trusted), volumes, their years, the digests of all that they were made from (null where the
--   run does not know it: what is known stays true); of every submission: its id, its year, its
--   version
INSERT INTO control.volume_input (
  volume_id, run_id, program_digest, reference_digest, definition, input_digest, submission_ids,
  versions
)
SELECT
  volume.volume_id,
  $1,
  $2,
  $3,
  $4,
  volume.input_digest,
  coalesce(
    array_agg(submission_id ORDER BY submission_id) FILTER (WHERE submission_id IS NOT NULL), '{}'),
  coalesce(array_agg(version ORDER BY submission_id) FILTER (WHERE submission_id IS NOT NULL), '{}')
FROM unnest($5::bigint[], $6::integer[], $7::text[])
  AS volume (volume_id, fiscal_year, input_digest)
LEFT JOIN unnest($8::bigint[], $9::integer[], $10::bigint[])
  AS submission (submission_id, fiscal_year, version) USING (fiscal_year)
GROUP BY volume.volume_id, volume.input_digest
ON CONFLICT (volume_id) DO UPDATE
  SET
    run_id = EXCLUDED.run_id,
    program_digest = EXCLUDED.program_digest,
    reference_digest = EXCLUDED.reference_digest,
    definition = EXCLUDED.definition,
    input_digest = coalesce(EXCLUDED.input_digest, volume_input.input_digest),
    submission_ids = EXCLUDED.submission_ids,
    versions = EXCLUDED.versions,
    recorded_at = now(),
    closed_digest = NULL,
    seen_ids = NULL,
    seen_versions = NULL;
