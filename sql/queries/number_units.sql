-- number_units: gives new units their numbers; known ones keep theirs
-- parameters: unit codes, their blocks (two arrays of equal length)
INSERT INTO store.unit (unit_code, block)
SELECT named.unit_code, named.block
FROM unnest($1::text[], $2::integer[]) AS named (unit_code, block)
ON CONFLICT (unit_code) DO NOTHING;
