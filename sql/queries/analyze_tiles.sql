-- analyze_tiles: autovacuum never analyses partitioned parents, and without statistics the planner
-- takes plans ten times slower; the arrays need none
ANALYZE store.subject_tile (fiscal_year, volume_id, tile, level, block, fund_type);
ANALYZE store.side_tile (fiscal_year, volume_id, axis, block, fund_type);
