-- index_comparable: indexes and analyses the restated figures of a written volume
-- parameters: volume; columns: none of meaning
SELECT store.index_comparable($1::bigint)::text AS done;
