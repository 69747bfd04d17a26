-- unlock_migrations: lets the next migrator work
SELECT pg_advisory_unlock(hashtextextended('huizong.migrations', 0));
