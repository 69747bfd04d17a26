-- sweep_dead_runs: ends runs whose process is gone; the caller holds the run lock, so whoever else
-- looks active is dead, or has lost its lock and must not publish any more: a newer token tells it
WITH dead AS (
  UPDATE control.run
  SET state = 'abandoned', finished_at = now(), message = '运行进程已消失'
  WHERE state IN ('running', 'staged')
  RETURNING run_id
)
UPDATE control.run_fence
SET token = token + 1
WHERE EXISTS (
    SELECT
    FROM dead
  );
