-- find_private_database: whether the private server holds Huizong's database
-- Parameters: none
-- Columns:    is_missing
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'huizong') AS is_missing;
