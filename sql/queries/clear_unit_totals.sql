-- clear_unit_totals: takes out of a repeated volume what is written anew: a fund that a unit had in
-- the year before only has a total too
TRUNCATE unit_total;
