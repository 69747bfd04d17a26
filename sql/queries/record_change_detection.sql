-- record_change_detection: how a run learns what has changed
-- parameters: run, marks, heads or everything; why not by marks (null for no reason)
UPDATE control.run
SET change_detection = $2, change_doubts = $3::text[]
WHERE run_id = $1;
