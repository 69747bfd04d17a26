-- inspect_rule: whether the bureau has a formula of a code, or an anomaly was ever found by it
-- Parameters: $1 rule code
-- Columns:    is_known
-- Order:      there is one row
SELECT
  EXISTS (
    SELECT
    FROM reference.formula_rule
    WHERE rule_code = $1::text
  ) OR EXISTS (
    SELECT
    FROM summary.anomaly_history
    WHERE rule_code = $1::text
  ) AS is_known;
