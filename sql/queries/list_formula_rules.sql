-- list_formula_rules: the bureau's audit formulas
-- columns: rule_code, valid_from, valid_to, title, severity, scope, formula, note
-- order: rule code, first year
SELECT rule_code, valid_from, valid_to, title, severity, scope, formula, note
FROM reference.formula_rule
ORDER BY rule_code COLLATE "C", valid_from;
