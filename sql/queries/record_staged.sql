-- record_staged: a run has written and checked its result
-- parameters: run, input digest, lines, submissions, anomalies
UPDATE control.run
SET
  state = 'staged',
  input_digest = $2,
  lines_read = $3,
  submissions_read = $4,
  anomaly_count = $5
WHERE run_id = $1
  AND state = 'running';
