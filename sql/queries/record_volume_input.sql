-- record_volume_input: what a volume was made from, or would have been made from as well
-- parameters: run, program digest, reference digest, definition (null where changes are not
--   trusted), volume, the digest of all that it was made from (null where the run does not know
--   it: what is known stays true); of every submission of its year, ascending: its id, its version
INSERT INTO control.volume_input (
  run_id, program_digest, reference_digest, definition, volume_id, input_digest, submission_ids,
  versions
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
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
