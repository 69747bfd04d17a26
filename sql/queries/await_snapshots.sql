-- await_snapshots: waits until nobody sees an older publication any more, a second at most
-- columns: none of meaning
SELECT store.await_snapshots()::text AS done;
