-- number_items: gives new codes their numbers; known ones keep theirs
-- parameters: axes, codes, levels, tiles (four arrays of equal length)
INSERT INTO store.item (axis, code, level, tile)
SELECT named.axis, named.code, named.level, named.tile
FROM unnest($1::text[], $2::text[], $3::smallint[], $4::integer[])
  AS named (axis, code, level, tile)
ON CONFLICT (axis, code) DO NOTHING;
