-- list_booked_codes: the codes on which money is booked in each year of published volumes
-- parameters: years, their volumes; columns: fiscal_year, fund_type, code; order: year, fund, code
SELECT placed.fiscal_year, booked.fund_type, item.code
FROM unnest($1::integer[], $2::bigint[]) AS placed (fiscal_year, volume_id)
JOIN store.comparable_item AS booked
  ON booked.fiscal_year = placed.fiscal_year
  AND booked.volume_id = placed.volume_id
  AND booked.is_booked
JOIN store.item
  ON item.item_id = booked.item_id
ORDER BY placed.fiscal_year, booked.fund_type COLLATE "C", item.code COLLATE "C";
