-- repeat_closed_input: the new volume of a closed year was made from what the published one was
--   made from
-- parameters: new volume, published volume
INSERT INTO control.volume_input (
  volume_id, run_id, program_digest, reference_digest, definition, input_digest, submission_ids,
  versions, recorded_at, seen_ids, seen_versions
)
SELECT
  $1, run_id, program_digest, reference_digest, definition, input_digest, submission_ids,
  versions, recorded_at, seen_ids, seen_versions
FROM control.volume_input
WHERE volume_id = $2;
