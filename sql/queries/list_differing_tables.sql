-- list_differing_tables: the tables of a year whose published and recomputed contents differ
-- parameters: published volume, recomputed volume; columns: table_name; order: name
SELECT table_name
FROM unnest(store.volume_tables()) AS table_name
WHERE store.differs(table_name, $1::bigint, $2::bigint)
ORDER BY table_name;
