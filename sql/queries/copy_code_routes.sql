-- copy_code_routes: writes into the volume that the search path names first
COPY code_route (fund_type, from_code, to_code, place, numerator, denominator)
FROM STDIN (FORMAT binary);
