-- call_listeners: lets those who serve requests look whether there are any
-- columns: none of meaning
SELECT pg_notify('huizong_rerun', '')::text AS done;
