-- sweep_dead_runs: ends runs whose process is gone; the caller holds the run lock, so whoever else
-- looks active is dead
UPDATE control.run
SET state = 'abandoned', finished_at = now(), message = '运行进程已消失'
WHERE state IN ('running', 'staged');
