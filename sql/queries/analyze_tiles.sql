-- analyze_tiles: autovacuum never analyses partitioned parents, and comes to new units and codes
-- minutes late; without statistics the planner takes plans ten times slower; the arrays need none,
-- and a twenty-fifth of the usual sample is enough of tiles that are all alike
SET default_statistics_target = 4;
ANALYZE store.subject_tile (fiscal_year, volume_id, tile, level, block, fund_type);
ANALYZE store.side_tile (fiscal_year, volume_id, axis, block, fund_type);
ANALYZE store.comparable_tile (fiscal_year, volume_id, tile, level, block, fund_type);
ANALYZE store.comparable_item;
ANALYZE store.comparable_unit (fiscal_year, volume_id, unit_id, is_restated);
ANALYZE store.unit;
ANALYZE store.item;
ANALYZE store.unit_name;
ANALYZE store.item_name;
ANALYZE store.unit_total;
RESET default_statistics_target;
