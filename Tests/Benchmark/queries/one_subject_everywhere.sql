-- one_subject_everywhere: one 项 over all units and years; parameter: subject; order: year, unit
SELECT
  fiscal_year,
  unit_code,
  unit_name,
  initial_budget,
  final_budget,
  actual,
  prior_actual,
  change_percent,
  share_percent
FROM summary.subject_year
WHERE subject_code = :'subject'
  AND fund_type = '*'
ORDER BY fiscal_year, unit_code;
