-- find_longest_unverified: the published year that was verified longest ago, or never
-- columns: fiscal_year; there is one row at most
SELECT publication_year.fiscal_year
FROM control.current_publication
JOIN control.publication_year USING (publication_id)
ORDER BY
  (
    SELECT max(verified_at)
    FROM control.verification
    WHERE verification.fiscal_year = publication_year.fiscal_year
  ) NULLS FIRST,
  publication_year.fiscal_year
LIMIT 1;
