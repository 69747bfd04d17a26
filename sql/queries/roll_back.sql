-- roll_back: readers see an earlier publication again from the end of the transaction on
-- parameters: publication, fence token, reason
WITH superseded AS (
  UPDATE control.run
  SET state = 'superseded'
  WHERE state = 'published'
    AND run_id <> (
      SELECT run_id
      FROM control.publication
      WHERE publication_id = $1::bigint
    )
), restored AS (
  UPDATE control.run
  SET state = 'published'
  FROM control.publication
  WHERE publication.publication_id = $1::bigint
    AND run.run_id = publication.run_id
    AND run.state = 'superseded'
), audited AS (
  INSERT INTO control.audit (action, detail, old_run_id, new_run_id)
  SELECT
    'roll_back',
    jsonb_build_object(
      'publication_id', $1::bigint, 'superseded_id', publication_id, 'reason', $3::text
    ),
    shown.run_id,
    (
      SELECT run_id
      FROM control.publication
      WHERE publication_id = $1::bigint
    )
  FROM control.current_publication
  LEFT JOIN control.publication AS shown USING (publication_id)
)
UPDATE control.current_publication
SET publication_id = $1::bigint, fence_token = $2::bigint;
