-- list_functional_subjects: every functional subject
-- columns: fund_type, code, valid_from, valid_to, name; order: fund, code, first year
SELECT fund_type, code, valid_from, valid_to, name
FROM reference.functional_subject
ORDER BY fund_type COLLATE "C", code COLLATE "C", valid_from;
