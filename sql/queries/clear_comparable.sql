-- clear_comparable: empties what a repeated volume took over of the restated figures, which the
-- program writes anew; reads the volume that the search path names first
TRUNCATE comparable_tile, comparable_item, comparable_unit, perimeter_change, code_route,
  unit_route;
