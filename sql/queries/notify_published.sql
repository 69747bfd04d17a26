-- notify_published: tells listeners of the new publication
-- parameters: publication; columns: none of meaning
SELECT pg_notify('huizong_published', $1::bigint::text)::text AS done;
