-- copy_unit_indicators: writes into the volume that the search path names first
COPY unit_indicator (
  unit_code, indicator, numerator_hundredths, denominator_hundredths, band
) FROM STDIN (FORMAT binary);
