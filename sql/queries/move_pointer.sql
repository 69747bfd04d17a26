-- move_pointer: readers see this publication from the end of the transaction on
-- parameters: publication, fence token, run
WITH superseded AS (
  UPDATE control.run
  SET state = 'superseded'
  WHERE state = 'published'
), published AS (
  UPDATE control.run
  SET state = 'published', finished_at = now(), exit_code = 0
  WHERE run_id = $3
    AND state = 'staged'
), audited AS (
  INSERT INTO control.audit (action, detail, old_run_id, new_run_id)
  SELECT
    'publish',
    jsonb_build_object('publication_id', $1::bigint, 'run_id', $3::bigint),
    shown.run_id,
    $3::bigint
  FROM control.current_publication
  LEFT JOIN control.publication AS shown USING (publication_id)
)
UPDATE control.current_publication
SET publication_id = $1, fence_token = $2;
