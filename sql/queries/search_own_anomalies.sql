-- search_own_anomalies: the same of the asking unit, which sees neither answers nor what is gone
-- Parameters: as search_anomalies, $9 anomaly (null = any)
-- Columns:    those of select_anomalies; the publication stands in for the first one
-- Order:      as select_anomalies
SELECT anomaly.anomaly_id, anomaly.rule_code, anomaly.severity, anomaly.fiscal_year,
  anomaly.unit_code, NULL::text AS unit_name, anomaly.subject_code, anomaly.figure,
  anomaly.section, anomaly.line_no, anomaly.submission_id, anomaly.title, anomaly.message,
  anomaly.stated, anomaly.expected_low, anomaly.expected_high, anomaly.difference, anomaly.cause,
  anomaly.suggestion, anomaly.status, anomaly.first_published_at, anomaly.evidence,
  anomaly.rule_version, anomaly.publication_id AS first_publication_id,
  NULL::bigint AS last_publication_id, NULL::timestamptz AS last_published_at,
  '[]' AS answers, count(*) OVER () AS total
FROM own_summary.anomaly
WHERE ($1::integer IS NULL OR anomaly.fiscal_year = $1::integer)
  AND ($2::text IS NULL OR anomaly.unit_code = $2::text)
  AND ($3::text IS NULL OR anomaly.severity = $3::text)
  AND ($4::text IS NULL OR anomaly.rule_code = $4::text)
  AND ($5::text IS NULL OR anomaly.status = $5::text)
  AND ($9::bigint IS NULL OR anomaly.anomaly_id = $9::bigint)
  AND (
    $6::text IS NULL
    OR strpos(lower(concat_ws(
      ' ', anomaly.title, anomaly.message, anomaly.subject_code, anomaly.figure,
      anomaly.unit_code
    )), lower($6::text)) > 0
  )
ORDER BY array_position(ARRAY['error', 'review', 'undetermined', 'info'], anomaly.severity),
  abs(anomaly.difference) DESC NULLS LAST, anomaly.fiscal_year DESC,
  anomaly.unit_code COLLATE "C", anomaly.rule_code COLLATE "C", anomaly.anomaly_id
LIMIT $7::bigint OFFSET $8::bigint;
