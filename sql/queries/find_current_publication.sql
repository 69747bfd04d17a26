-- find_current_publication: what readers see now
-- columns: publication_id, input_digest, program_version, run_years (null for all); no row: nothing
SELECT
  publication.publication_id,
  run.input_digest,
  run.program_version,
  run.years IS NULL AS is_complete
FROM control.current_publication
JOIN control.publication USING (publication_id)
JOIN control.run USING (run_id);
