-- await_planning: waits until nobody's plan lacks the volumes just attached, a second at most
-- columns: none of meaning
SELECT store.await_planning()::text AS done;
