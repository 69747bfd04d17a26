-- remember_anomalies: anomalies that appear for the first time get their number and date; those
--   that appear no more keep their last row and the publication that showed it; those that come
--   back are there again. Years that keep their volume cannot have changed.
-- parameters: publication, new volumes
WITH shown AS MATERIALIZED (
  SELECT DISTINCT rule_code, place
  FROM store.anomaly
  WHERE volume_id = ANY ($2::bigint[])
), previous AS (
  SELECT publication_id, published_at
  FROM control.current_publication
  JOIN control.publication USING (publication_id)
), gone AS (
  SELECT
    identity.anomaly_id,
    previous.publication_id,
    previous.published_at,
    coalesce(to_jsonb(seen) - 'volume_id', control.forgotten_row(identity)) AS content
  FROM control.anomaly_identity AS identity
  CROSS JOIN previous
  LEFT JOIN control.publication_year AS placed
    ON placed.publication_id = previous.publication_id
    AND placed.fiscal_year = identity.fiscal_year
  LEFT JOIN store.anomaly AS seen
    ON seen.fiscal_year = placed.fiscal_year
    AND seen.volume_id = placed.volume_id
    AND seen.rule_code = identity.rule_code
    AND seen.place = identity.place
  WHERE identity.last_publication_id IS NULL
    AND NOT EXISTS (
      SELECT
      FROM shown
      WHERE shown.rule_code = identity.rule_code
        AND shown.place = identity.place
    )
    AND NOT EXISTS (
      SELECT
      FROM control.publication_year AS kept
      WHERE kept.publication_id = $1::bigint
        AND kept.fiscal_year = identity.fiscal_year
        AND kept.volume_id <> ALL ($2::bigint[])
    )
), ended AS (
  UPDATE control.anomaly_identity AS identity
  SET last_publication_id = gone.publication_id, last_published_at = gone.published_at,
    last_row = gone.content
  FROM gone
  WHERE identity.anomaly_id = gone.anomaly_id
), returned AS (
  UPDATE control.anomaly_identity AS identity
  SET last_publication_id = NULL, last_published_at = NULL
  FROM shown
  WHERE identity.rule_code = shown.rule_code
    AND identity.place = shown.place
    AND identity.last_publication_id IS NOT NULL
)
INSERT INTO control.anomaly_identity (rule_code, place, first_publication_id, first_published_at)
SELECT rule_code, place, $1::bigint, now()
FROM shown
ON CONFLICT (rule_code, place) DO NOTHING;
