-- copy_unit_routes: writes into the volume that the search path names first
COPY unit_route (from_unit, to_unit, place, numerator, denominator, kind)
FROM STDIN (FORMAT binary);
