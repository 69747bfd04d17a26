-- list_subject_aliases: every spelling of a subject that occurs
-- columns: alias, code, valid_from, valid_to; order: alias, code, first year
SELECT alias, code, valid_from, valid_to
FROM reference.subject_alias
ORDER BY alias COLLATE "C", code COLLATE "C", valid_from;
