-- list_shown_codes: the functional codes that a published year shows; its volume is huizong.volume
-- columns: code; order: code
SELECT DISTINCT item.code COLLATE "C" AS code
FROM store.comparable_item AS shown
JOIN store.item USING (item_id)
WHERE shown.fiscal_year = current_setting('huizong.year')::integer
  AND shown.volume_id = current_setting('huizong.volume')::bigint
ORDER BY code;
