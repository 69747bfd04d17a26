-- count_formula_rules: how many audit formulas of the bureau hold in a year
-- Parameters: $1 fiscal year
-- Columns:    formula_count
-- Order:      there is one row
SELECT count(DISTINCT rule_code) AS formula_count
FROM reference.formula_rule
WHERE valid_from <= $1::integer
  AND (valid_to IS NULL OR valid_to >= $1::integer);
