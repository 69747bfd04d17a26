-- repeat_closed_input: the new volume of a closed year was made from what the published one was
--   made from, but for what it is restated by: so nobody can say, once the year is open again, that
--   it would be made the same
-- parameters: new volume, published volume
INSERT INTO control.volume_input (
  volume_id, run_id, program_digest, reference_digest, definition, submission_ids, versions,
  recorded_at, seen_ids, seen_versions
)
SELECT
  $1, run_id, program_digest, reference_digest, definition, submission_ids, versions,
  recorded_at, seen_ids, seen_versions
FROM control.volume_input
WHERE volume_id = $2;
