-- confirm_publication: remembers that an input, read whole, gives what readers see now
-- parameters: run, input digest
INSERT INTO control.confirmation (publication_id, input_digest, run_id)
SELECT publication_id, $2::text, $1::bigint
FROM control.current_publication
WHERE publication_id IS NOT NULL
ON CONFLICT (publication_id, input_digest) DO NOTHING;
