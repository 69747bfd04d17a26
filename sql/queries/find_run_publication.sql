-- find_run_publication: what a run has shown to readers, if it has
-- parameters: run; columns: publication_id
SELECT publication_id
FROM control.publication
JOIN control.run
  USING (run_id)
WHERE run_id = $1
  AND state IN ('published', 'superseded');
