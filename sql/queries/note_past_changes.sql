-- note_past_changes: what the new volume of an earlier year changes of the published one, for every
-- unit and group, all subjects together and every 类, all funds; by cause, so that the causes add up
-- to the change of each figure
-- parameters: run, fiscal year, published volume, new volume (null where nobody files the year now)
INSERT INTO control.past_change (
  run_id, fiscal_year, series, unit_code, subject_code, measure, cause, before_fen, after_fen,
  difference_fen
)
SELECT $1::bigint, $2::integer, change.series, unit.unit_code, item.code, change.measure,
  change.cause, change.before_fen, change.after_fen, change.difference_fen
FROM store.volume_changes($3::bigint, $4::bigint, NULL, true) AS change
JOIN store.unit USING (unit_id)
JOIN store.item USING (item_id);
