-- select_anomalies: the weightiest anomalies that fit, with how many fit in all
-- Parameters: $1 fiscal year, $2 unit code, $3 severity, $4 rule code, $5 status, $6 cause,
--             $7 anomalies (each null = any; those that are gone only by status or number),
--             $8 how many rows at most (null = all), $9 unit codes (null = any)
-- Columns:    the view's, the unit's name as it was published, total
-- Order:      severity, size of the difference, year (latest first), unit, rule, id
SELECT anomaly.anomaly_id, anomaly.rule_code, anomaly.severity, anomaly.fiscal_year,
  anomaly.unit_code, unit.unit_name, anomaly.subject_code, anomaly.figure,
  anomaly.section, anomaly.line_no, anomaly.submission_id, anomaly.title, anomaly.message,
  anomaly.stated, anomaly.expected_low, anomaly.expected_high, anomaly.difference, anomaly.cause,
  anomaly.suggestion, anomaly.status, anomaly.first_published_at, anomaly.evidence,
  anomaly.rule_version, anomaly.first_publication_id, anomaly.last_publication_id,
  anomaly.last_published_at, anomaly.answers, count(*) OVER () AS total
FROM summary.anomaly_history AS anomaly
LEFT JOIN summary.unit_tree AS unit
  ON unit.fiscal_year = anomaly.fiscal_year
  AND unit.unit_code = anomaly.unit_code
WHERE ($1::integer IS NULL OR anomaly.fiscal_year = $1::integer)
  AND ($2::text IS NULL OR anomaly.unit_code = $2::text)
  AND ($9::text[] IS NULL OR anomaly.unit_code = ANY ($9::text[]))
  AND ($3::text IS NULL OR anomaly.severity = $3::text)
  AND ($4::text IS NULL OR anomaly.rule_code = $4::text)
  AND CASE
    WHEN $5::text IS NOT NULL THEN anomaly.status = $5::text
    ELSE $7::bigint[] IS NOT NULL OR anomaly.status <> 'resolved'
  END
  AND ($6::text IS NULL OR anomaly.cause = $6::text)
  AND ($7::bigint[] IS NULL OR anomaly.anomaly_id = ANY ($7::bigint[]))
ORDER BY array_position(ARRAY['error', 'review', 'undetermined', 'info'], anomaly.severity),
  abs(anomaly.difference) DESC NULLS LAST, anomaly.fiscal_year DESC,
  anomaly.unit_code COLLATE "C", anomaly.rule_code COLLATE "C", anomaly.anomaly_id
LIMIT $8::bigint;
