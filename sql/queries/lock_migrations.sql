-- lock_migrations: lets one migrator work at a time, for the rest of the session
SELECT pg_advisory_lock(hashtextextended('huizong.migrations', 0));
