-- count_anomalies: how many anomalies volumes have
-- parameters: volumes, their years; columns: severity, count
SELECT severity, count(*) AS count
FROM store.anomaly
WHERE volume_id = ANY ($1::bigint[])
  AND fiscal_year = ANY ($2::integer[])
GROUP BY severity;
