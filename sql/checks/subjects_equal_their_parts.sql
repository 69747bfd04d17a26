-- subjects_equal_their_parts: holds when no row comes back; reads the volume of the search path
-- direct + Σ 类 = all subjects, for every unit and all funds; `?` stands among the 类.
-- columns: unit_id, difference in fen; order: unit_id
WITH part AS MATERIALIZED (
  SELECT
    tile.unit[i] AS unit_id,
    CASE
      WHEN tile.item[i] = whole.item_id
        THEN coalesce(tile.direct_actual_fen[i], 0) - coalesce(tile.actual_fen[i], 0)
      ELSE coalesce(tile.actual_fen[i], 0)
    END AS actual_fen
  FROM subject_tile AS tile
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  CROSS JOIN store.item AS whole
  WHERE tile.fund_type = '*'
    AND tile.tile <= 1
    AND whole.axis = 'functional'
    AND whole.code = '*'
)
SELECT unit_id, sum(actual_fen) AS actual_fen
FROM part
GROUP BY unit_id
HAVING sum(actual_fen) <> 0
ORDER BY unit_id;
