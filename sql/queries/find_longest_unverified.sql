-- find_longest_unverified: the published year that was verified longest ago, or never; a closed one
--   only where all are, since proving its figures takes reading all years
-- columns: fiscal_year; there is one row at most
SELECT publication_year.fiscal_year
FROM control.current_publication
JOIN control.publication_year USING (publication_id)
ORDER BY
  EXISTS (
    SELECT
    FROM control.closed_year
    WHERE closed_year.fiscal_year = publication_year.fiscal_year
      AND closed_year.reopened_at IS NULL
  ),
  (
    SELECT max(verified_at)
    FROM control.verification
    WHERE verification.fiscal_year = publication_year.fiscal_year
  ) NULLS FIRST,
  publication_year.fiscal_year
LIMIT 1;
