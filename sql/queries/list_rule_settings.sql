-- list_rule_settings: the bureau's thresholds
-- columns: rule_code, name, valid_from, valid_to, value; order: rule, name, first year
SELECT rule_code, name, valid_from, valid_to, value
FROM reference.rule_setting
ORDER BY rule_code COLLATE "C", name COLLATE "C", valid_from;
