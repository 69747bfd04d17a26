-- index_volume: indexes and analyses a written volume
-- parameters: volume; columns: none of meaning
SELECT store.index_volume($1::bigint)::text AS done;
