-- list_migrations: what was applied
-- Columns:    number, title (as the file is called, without its ending), checksum
-- Order:      number
SELECT number, to_char(number, 'FM0000') || '_' || name AS title, checksum
FROM control.migration
ORDER BY number;
