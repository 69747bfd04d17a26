-- search_anomalies: a page of the anomalies that fit, with how many fit in all
-- Parameters: $1 fiscal year, $2 unit code, $3 severity, $4 rule code, $5 status, $6 words of it,
--             whatever their case (each null = any; those that are gone only by status),
--             $7 how many rows at most, $8 how many before them are left out
-- Columns:    those of select_anomalies
-- Order:      as select_anomalies
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
  AND ($3::text IS NULL OR anomaly.severity = $3::text)
  AND ($4::text IS NULL OR anomaly.rule_code = $4::text)
  AND CASE
    WHEN $5::text IS NOT NULL THEN anomaly.status = $5::text
    ELSE anomaly.status <> 'resolved'
  END
  AND (
    $6::text IS NULL
    OR strpos(lower(concat_ws(
      ' ', anomaly.title, anomaly.message, anomaly.subject_code, anomaly.figure,
      anomaly.unit_code, unit.unit_name
    )), lower($6::text)) > 0
  )
ORDER BY array_position(ARRAY['error', 'review', 'undetermined', 'info'], anomaly.severity),
  abs(anomaly.difference) DESC NULLS LAST, anomaly.fiscal_year DESC,
  anomaly.unit_code COLLATE "C", anomaly.rule_code COLLATE "C", anomaly.anomaly_id
LIMIT $7::bigint OFFSET $8::bigint;
