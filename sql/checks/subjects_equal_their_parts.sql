-- subjects_equal_their_parts: holds when no row comes back; reads the volume of the search path
-- direct + Σ 类 = all subjects, for every unit and all funds.
-- columns: unit_id, difference in fen; order: unit_id
SELECT
  tile.unit[i] AS unit_id,
  sum(
    CASE
      WHEN item.code = '*'
        THEN coalesce(tile.direct_actual_fen[i], 0) - coalesce(tile.actual_fen[i], 0)
      ELSE coalesce(tile.actual_fen[i], 0)
    END
  ) AS actual_fen
FROM subject_tile AS tile
CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
JOIN store.item ON item.item_id = tile.item[i]
WHERE tile.fund_type = '*'
  AND tile.tile <= 1
GROUP BY tile.unit[i]
HAVING sum(
  CASE
    WHEN item.code = '*'
      THEN coalesce(tile.direct_actual_fen[i], 0) - coalesce(tile.actual_fen[i], 0)
    ELSE coalesce(tile.actual_fen[i], 0)
  END
) <> 0
ORDER BY unit_id;
