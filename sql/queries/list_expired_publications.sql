-- list_expired_publications: those that are neither shown, nor among the latest, nor of late
-- parameters: how many of the latest to keep, days within which all are kept
-- columns: publication_id; order: publication
SELECT publication_id
FROM (
  SELECT publication_id, published_at, row_number() OVER (ORDER BY publication_id DESC) AS place
  FROM control.publication
) AS kept
WHERE place > $1::bigint
  AND published_at < now() - make_interval(days => $2::integer)
  AND NOT EXISTS (
    SELECT
    FROM control.current_publication
    WHERE current_publication.publication_id = kept.publication_id
  )
ORDER BY publication_id;
