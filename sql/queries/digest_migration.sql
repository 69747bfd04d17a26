-- digest_migration: the SHA-256 of a file, in hexadecimal
-- Parameters: $1 the file's bytes
-- Columns:    checksum
SELECT encode(sha256($1::bytea), 'hex') AS checksum;
