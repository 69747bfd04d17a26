-- select_own_publication: the current publication, without what is everybody's
-- Parameters: none
-- Columns:    publication_id, published_at, fiscal_years (as a list)
-- Order:      there is one row at most
SELECT publication_id, to_char(published_at, 'YYYY-MM-DD"T"HH24:MI:SSOF') AS published_at,
  array_to_string(fiscal_years, ',') AS fiscal_years
FROM own_summary.publication;
