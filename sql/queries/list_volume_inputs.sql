-- list_volume_inputs: what the volumes that readers see were made from; null where it was not
--   recorded, and the definition also where changes were not trusted
-- columns: fiscal_year, program_digest, reference_digest, definition, has_older_basis (whether its
--   comparable figures were restated by others than the newest), is_closed, was_closed (whether it
--   was written or looked at while its year was closed); order: fiscal_year
SELECT
  publication_year.fiscal_year,
  volume_input.program_digest,
  volume_input.reference_digest,
  volume_input.definition,
  EXISTS (
    SELECT
    FROM store.comparable_unit AS member
    WHERE member.fiscal_year = publication_year.fiscal_year
      AND member.volume_id = publication_year.volume_id
      AND member.basis <> (
        SELECT basis
        FROM store.current_basis
      )
  ) AS has_older_basis,
  EXISTS (
    SELECT
    FROM control.closed_year
    WHERE closed_year.fiscal_year = publication_year.fiscal_year
      AND closed_year.reopened_at IS NULL
  ) AS is_closed,
  volume_input.closed_digest IS NOT NULL OR volume_input.seen_ids IS NOT NULL AS was_closed
FROM control.current_publication
JOIN control.publication_year USING (publication_id)
LEFT JOIN control.volume_input USING (volume_id)
ORDER BY publication_year.fiscal_year;
