-- list_economic_subjects: every economic class
-- columns: code, valid_from, valid_to, name; order: code, first year
SELECT code, valid_from, valid_to, name
FROM reference.economic_subject
ORDER BY code COLLATE "C", valid_from;
