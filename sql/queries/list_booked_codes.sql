-- list_booked_codes: the codes on which money is booked in each year of the current publication
-- columns: fiscal_year, fund_type, code; order: year, fund, code
SELECT placed.fiscal_year, booked.fund_type, item.code
FROM control.current_publication
JOIN control.publication_year AS placed USING (publication_id)
JOIN store.comparable_item AS booked
  ON booked.fiscal_year = placed.fiscal_year
  AND booked.volume_id = placed.volume_id
  AND booked.is_booked
JOIN store.item
  ON item.item_id = booked.item_id
ORDER BY placed.fiscal_year, booked.fund_type COLLATE "C", item.code COLLATE "C";
