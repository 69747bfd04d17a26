-- record_migration: notes that a file was applied, in the same transaction
-- Parameters: $1 number, $2 name, $3 checksum
INSERT INTO control.migration (number, name, checksum)
VALUES ($1, $2, $3);
