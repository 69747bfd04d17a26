-- clear_past_changes: takes out what runs noted that never published, and what this one noted; of a
-- publication that is not kept any more the changes stay
-- parameters: run
DELETE FROM control.past_change
WHERE run_id = ANY (
    -- Few runs: their changes are found by the index, however many others there are.
    ARRAY(
      SELECT run_id
      FROM control.run
      WHERE run_id = $1::bigint
        OR run_id < $1::bigint
          AND state NOT IN ('published', 'superseded')
    )
  );
