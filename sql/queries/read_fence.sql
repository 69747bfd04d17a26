-- read_fence: the newest token, as it is now
-- columns: token
SELECT token
FROM control.run_fence;
