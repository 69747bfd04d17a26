-- copy_anomalies: writes into the volume that the search path names first; the numbers come as
-- text, which COPY reads exactly
COPY anomaly (
  rule_code, place, severity, unit_code, subject_code, figure, section, line_no, submission_id,
  title, message, stated, expected_low, expected_high, difference, cause, suggestion, evidence,
  rule_version, actual_correction_fen
) FROM STDIN (FORMAT csv);
