-- select_indicators: the indicators of units in a year
-- Parameters: $1 fiscal year, $2 unit codes (null = all)
-- Columns:    the view's
-- Order:      unit, indicator
SELECT fiscal_year, unit_code, indicator, indicator_name, value, numerator, denominator, band
FROM summary.unit_indicator
WHERE fiscal_year = $1::integer
  AND ($2::text[] IS NULL OR unit_code = ANY ($2::text[]))
ORDER BY unit_code COLLATE "C", indicator COLLATE "C";
