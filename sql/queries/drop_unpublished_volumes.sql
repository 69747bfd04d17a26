-- drop_unpublished_volumes: removes what runs that died have left
-- columns: dropped
SELECT store.drop_unpublished_volumes() AS dropped;
