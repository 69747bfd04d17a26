-- list_publication_volumes: the volumes of a publication that is kept, and which readers see now
-- parameters: publication; columns: volume_id, fiscal_year, is_current; order: fiscal_year
SELECT
  placed.volume_id,
  placed.fiscal_year,
  EXISTS (
    SELECT
    FROM control.current_publication
    JOIN control.publication_year AS shown USING (publication_id)
    WHERE shown.volume_id = placed.volume_id
  ) AS is_current
FROM control.publication_year AS placed
WHERE placed.publication_id = $1::bigint
ORDER BY placed.fiscal_year;
