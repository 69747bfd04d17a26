-- begin_run: takes the next fence token and records a run
-- parameters: kind, years (null for all), requested ids, version, input source, host, identity
-- columns: run_id, fence_token
WITH fence AS (
  UPDATE control.run_fence
  SET token = token + 1
  RETURNING token
)
INSERT INTO control.run (
  fence_token, kind, years, requested_ids, program_version, input_source, host, stage,
  server_identity
)
SELECT token, $1, $2::integer[], $3::bigint[], $4, $5, $6, 'load', $7
FROM fence
RETURNING run_id, fence_token;
