-- list_submission_years: every year of which something was handed in
-- columns: fiscal_year; order: year
SELECT DISTINCT fiscal_year
FROM intake.submission
ORDER BY fiscal_year;
