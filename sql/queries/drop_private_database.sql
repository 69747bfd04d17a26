-- drop_private_database: makes room for a demonstration that begins with nothing
-- Parameters: none
DROP DATABASE IF EXISTS huizong WITH (FORCE);
