-- lock_fence: the newest token, held until the transaction ends
-- columns: token
SELECT token
FROM control.run_fence
FOR UPDATE;
