-- list_unit_successions: which units gave or took over tasks, and when
-- columns: from_unit, to_unit, fiscal_year; order: giving unit, taking unit, year
SELECT from_unit, to_unit, fiscal_year
FROM reference.unit_succession
ORDER BY from_unit COLLATE "C", to_unit COLLATE "C", fiscal_year;
