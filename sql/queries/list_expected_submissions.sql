-- list_expected_submissions: who has to hand in what
-- columns: fiscal_year, unit_code, kind, due_day (days since 1970-01-01), exempt_reason
-- order: year, unit, kind
SELECT fiscal_year, unit_code, kind, due_on - DATE '1970-01-01' AS due_day, exempt_reason
FROM reference.expected_submission
ORDER BY fiscal_year, unit_code COLLATE "C", kind COLLATE "C";
