-- one_year_by_class: one year of all units by 类; parameter: year; order: unit, subject
SELECT
  unit_code,
  unit_name,
  subject_code,
  subject_name,
  initial_budget,
  final_budget,
  actual,
  prior_actual,
  change_percent,
  share_percent
FROM summary.subject_year
WHERE fiscal_year = :year
  AND subject_level = 3
  AND fund_type = '*'
ORDER BY unit_code, subject_code;
