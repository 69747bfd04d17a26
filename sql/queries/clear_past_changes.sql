-- clear_past_changes: takes out what runs noted that never published, and what this one noted
-- parameters: run
DELETE FROM control.past_change AS noted
WHERE noted.run_id = $1::bigint
  OR noted.run_id < $1::bigint
  AND NOT EXISTS (
    SELECT
    FROM control.publication
    WHERE publication.run_id = noted.run_id
  );
