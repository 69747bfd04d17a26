-- delete_publications: what nobody keeps any more; their tables go afterwards
-- parameters: publications; columns: deleted
SELECT control.delete_publications($1::bigint[]) AS deleted;
