-- record_verification: what a verification has shown
-- parameters: publication, years, whether the input is the same, number of differences
INSERT INTO control.verification (publication_id, fiscal_year, is_same_input, difference_count)
SELECT $1, fiscal_year, $3, $4
FROM unnest($2::integer[]) AS fiscal_year;
