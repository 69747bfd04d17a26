-- count_year_anomalies: how many anomalies each year has, and how many wait for an answer
-- Parameters: none
-- Columns:    fiscal_year, severity, count, waiting
-- Order:      year, severity
SELECT fiscal_year, severity, count(*) AS count,
  count(*) FILTER (WHERE status IN ('new', 'open', 'reopened')) AS waiting
FROM summary.anomaly
GROUP BY fiscal_year, severity
ORDER BY fiscal_year, severity COLLATE "C";
