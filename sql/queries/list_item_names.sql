-- list_item_names: the codes that have a name in the volume of the search path
-- columns: item_id, fund_type; order: item_id, fund_type
SELECT item_id, fund_type
FROM item_name
ORDER BY item_id, fund_type;
