-- count_shown_anomalies: how many anomalies of each severity readers see
-- parameters: none; columns: severity, count
SELECT severity, count(*) AS count
FROM summary.anomaly
GROUP BY severity;
