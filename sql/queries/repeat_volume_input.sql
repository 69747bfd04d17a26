-- repeat_volume_input: a volume tells of the same submissions as the one it takes the place of
-- parameters: new volume, published volume
INSERT INTO control.volume_input (
  volume_id, run_id, program_digest, reference_digest, definition, submission_ids, versions,
  recorded_at
)
SELECT
  $1, run_id, program_digest, reference_digest, definition, submission_ids, versions, recorded_at
FROM control.volume_input
WHERE volume_id = $2;
