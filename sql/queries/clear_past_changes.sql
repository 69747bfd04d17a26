-- clear_past_changes: takes out what runs noted that never published, and what this one noted; of a
-- publication that is not kept any more the changes stay
-- parameters: run
DELETE FROM control.past_change AS noted
USING control.run
WHERE run.run_id = noted.run_id
  AND (
    noted.run_id = $1::bigint
    OR noted.run_id < $1::bigint
      AND run.state NOT IN ('published', 'superseded')
  );
