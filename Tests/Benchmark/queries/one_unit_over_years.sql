-- one_unit_over_years: everything of one unit; parameter: unit; order: year, subject, fund
SELECT
  fiscal_year,
  subject_code,
  subject_name,
  fund_type,
  initial_budget,
  final_budget,
  actual,
  prior_actual,
  change_percent,
  share_percent
FROM summary.subject_year
WHERE unit_code = :'unit'
ORDER BY fiscal_year, subject_code, fund_type;
