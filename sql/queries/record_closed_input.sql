-- record_closed_input: what a run has seen of a closed year, beside what it was published from
-- parameters: volume, the digest of what may come out otherwise (null where the run does not know
--   it: what is known stays true); of every submission of its year, ascending: its id, its version
UPDATE control.volume_input
SET
  closed_digest = coalesce($2, closed_digest),
  seen_ids = $3,
  seen_versions = $4
WHERE volume_id = $1;
