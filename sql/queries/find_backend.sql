-- find_backend: the server process that this transaction runs in
-- columns: backend_pid
SELECT pg_backend_pid() AS backend_pid;
