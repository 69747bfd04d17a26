-- record_stage: the stage that a run has entered
-- parameters: run, stage
UPDATE control.run
SET stage = $2
WHERE run_id = $1;
