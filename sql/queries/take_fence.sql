-- take_fence: takes the next fence token without a run, so that no older run publishes any more
-- columns: token
UPDATE control.run_fence
SET token = token + 1
RETURNING token;
