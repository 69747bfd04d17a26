-- remember_anomalies: anomalies that appear for the first time get their number and date
-- parameters: publication, volumes
INSERT INTO control.anomaly_identity (rule_code, place, first_publication_id, first_published_at)
SELECT DISTINCT rule_code, place, $1::bigint, now()
FROM store.anomaly
WHERE volume_id = ANY ($2::bigint[])
ON CONFLICT (rule_code, place) DO NOTHING;
