-- note_past_changes: what the new volume of an earlier year changes of the published one, for every
-- unit and group, all subjects together and every 类, all funds; by cause, so that the causes add up
-- to the change of each figure
-- A unit's own change has the cause that its submissions show; a node above it that has the unit in
-- one of the two trees only gains or loses it all by the tree. What is restated differs from what
-- is reported by restatement, and is only listed where the two change differently.
-- parameters: run, fiscal year, published volume, new volume (null where nobody files the year now)
WITH RECURSIVE volume (volume_id, is_new) AS (
  VALUES ($3::bigint, false), ($4::bigint, true)
), member AS (
  SELECT
    volume.is_new,
    unit_name.unit_id,
    unit.unit_code,
    unit_name.is_leaf,
    CASE
      WHEN unit.unit_code <> '*' THEN coalesce(unit_name.parent_id, district.unit_id)
    END AS parent_id
  FROM volume
  JOIN store.unit_name
    ON unit_name.fiscal_year = $2::integer
    AND unit_name.volume_id = volume.volume_id
  JOIN store.unit USING (unit_id)
  JOIN store.unit AS district ON district.unit_code = '*'
), chain AS (
  SELECT is_new, unit_id, unit_id AS node_id
  FROM member
  UNION ALL
  SELECT chain.is_new, chain.unit_id, member.parent_id
  FROM chain
  JOIN member
    ON member.is_new = chain.is_new
    AND member.unit_id = chain.node_id
  WHERE member.parent_id IS NOT NULL
), reach AS MATERIALIZED (
  SELECT
    unit_id,
    node_id,
    bool_or(NOT is_new) AS was_in,
    bool_or(is_new) AS is_in
  FROM chain
  GROUP BY unit_id, node_id
), moved AS (
  SELECT DISTINCT unit_id
  FROM reach
  WHERE was_in <> is_in
), handed_in AS (
  SELECT
    volume.is_new,
    coverage.unit_code,
    array_agg(coverage.submission_id ORDER BY coverage.submission_id) AS submissions,
    array_agg(coverage.content ORDER BY coverage.submission_id) AS contents,
    bool_and(coverage.content IS NOT NULL) AS is_known
  FROM volume
  JOIN store.coverage
    ON coverage.fiscal_year = $2::integer
    AND coverage.volume_id = volume.volume_id
  WHERE coverage.state IN ('effective', 'late')
  GROUP BY volume.is_new, coverage.unit_code
), cause AS MATERIALIZED (
  SELECT
    unit_id,
    CASE
      WHEN $4::bigint IS NULL THEN 'withdrawn'
      WHEN before.unit_id IS NULL OR after.unit_id IS NULL THEN 'unit_tree'
      WHEN NOT before.is_leaf OR NOT after.is_leaf THEN 'unit_tree'
      WHEN had.submissions IS NULL AND has.submissions IS NOT NULL THEN 'late_unit'
      WHEN has.submissions IS NULL AND had.submissions IS NOT NULL THEN 'withdrawn'
      WHEN has.submissions = had.submissions AND NOT (had.is_known AND has.is_known) THEN 'unknown'
      WHEN has.submissions IS NOT DISTINCT FROM had.submissions
        AND has.contents IS NOT DISTINCT FROM had.contents THEN 'rule'
      WHEN has.submissions = had.submissions THEN 'revised_submission'
      WHEN has.submissions @> had.submissions THEN 'new_submission'
      WHEN had.submissions @> has.submissions THEN 'withdrawn'
      ELSE 'revised_submission'
    END AS cause
  FROM (
    SELECT *
    FROM member
    WHERE NOT is_new
  ) AS before
  FULL JOIN (
    SELECT *
    FROM member
    WHERE is_new
  ) AS after USING (unit_id)
  LEFT JOIN handed_in AS had
    ON had.unit_code = before.unit_code
    AND NOT had.is_new
  LEFT JOIN handed_in AS has
    ON has.unit_code = after.unit_code
    AND has.is_new
), cell AS MATERIALIZED (
  SELECT
    volume.is_new,
    tile.unit[i] AS unit_id,
    tile.item[i] AS item_id,
    tile.initial_fen[i] AS initial_fen,
    tile.final_fen[i] AS final_fen,
    tile.actual_fen[i] AS actual_fen,
    tile.eliminated_initial_fen[i] AS eliminated_initial_fen,
    tile.eliminated_final_fen[i] AS eliminated_final_fen,
    tile.eliminated_actual_fen[i] AS eliminated_actual_fen
  FROM volume
  JOIN store.subject_tile AS tile
    ON tile.fiscal_year = $2::integer
    AND tile.volume_id = volume.volume_id
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  WHERE tile.fund_type = '*'
    AND tile.tile <= 1
), pair AS MATERIALIZED (
  SELECT
    unit_id,
    item_id,
    measure.name AS measure,
    measure.before_fen,
    measure.after_fen
  FROM (
    SELECT *
    FROM cell
    WHERE NOT is_new
  ) AS old
  FULL JOIN (
    SELECT *
    FROM cell
    WHERE is_new
  ) AS new USING (unit_id, item_id)
  CROSS JOIN LATERAL (
    VALUES
      ('initial_budget', old.initial_fen, new.initial_fen),
      ('final_budget', old.final_fen, new.final_fen),
      ('actual', old.actual_fen, new.actual_fen)
  ) AS measure (name, before_fen, after_fen)
), own AS (
  SELECT
    pair.unit_id,
    pair.item_id,
    pair.measure,
    CASE WHEN before.is_leaf THEN coalesce(pair.before_fen, 0) ELSE 0 END AS before_fen,
    CASE WHEN after.is_leaf THEN coalesce(pair.after_fen, 0) ELSE 0 END AS after_fen
  FROM pair
  LEFT JOIN member AS before
    ON before.unit_id = pair.unit_id
    AND NOT before.is_new
  LEFT JOIN member AS after
    ON after.unit_id = pair.unit_id
    AND after.is_new
  WHERE (before.is_leaf OR after.is_leaf)
    AND (
      coalesce(pair.before_fen, 0) <> coalesce(pair.after_fen, 0)
      OR pair.unit_id IN (
        SELECT unit_id
        FROM moved
      )
    )
), part AS (
  SELECT
    reach.node_id,
    own.item_id,
    own.measure,
    CASE WHEN reach.was_in AND reach.is_in THEN cause.cause
      WHEN $4::bigint IS NULL THEN 'withdrawn'
      ELSE 'unit_tree' END AS cause,
    CASE WHEN reach.is_in THEN own.after_fen ELSE 0 END
      - CASE WHEN reach.was_in THEN own.before_fen ELSE 0 END AS fen
  FROM own
  JOIN reach USING (unit_id)
  JOIN cause USING (unit_id)
  UNION ALL
  SELECT
    chain.node_id,
    cell.item_id,
    measure.name,
    CASE WHEN $4::bigint IS NULL THEN 'withdrawn' ELSE 'elimination' END,
    CASE WHEN cell.is_new THEN -measure.fen ELSE measure.fen END
  FROM cell
  JOIN chain
    ON chain.is_new = cell.is_new
    AND chain.unit_id = cell.unit_id
  CROSS JOIN LATERAL (
    VALUES
      ('initial_budget', cell.eliminated_initial_fen),
      ('final_budget', cell.eliminated_final_fen),
      ('actual', cell.eliminated_actual_fen)
  ) AS measure (name, fen)
  WHERE measure.fen <> 0
), reported AS MATERIALIZED (
  SELECT node_id AS unit_id, item_id, measure, cause, sum(fen) AS fen
  FROM part
  GROUP BY node_id, item_id, measure, cause
  HAVING sum(fen) <> 0
), restated_cell AS (
  SELECT
    cell.is_new,
    cell.unit_id,
    cell.item_id,
    cell.initial_fen,
    cell.final_fen,
    cell.actual_fen
  FROM cell
  JOIN volume ON volume.is_new = cell.is_new
  JOIN store.comparable_unit AS place
    ON place.fiscal_year = $2::integer
    AND place.volume_id = volume.volume_id
    AND place.unit_id = cell.unit_id
    AND NOT place.is_restated
  JOIN store.comparable_item AS subject
    ON subject.fiscal_year = $2::integer
    AND subject.volume_id = volume.volume_id
    AND subject.item_id = cell.item_id
    AND subject.fund_type = '*'
    AND NOT subject.is_restated
  UNION ALL
  SELECT
    volume.is_new,
    tile.unit[i],
    tile.item[i],
    tile.initial_fen[i],
    tile.final_fen[i],
    tile.actual_fen[i]
  FROM volume
  JOIN store.comparable_tile AS tile
    ON tile.fiscal_year = $2::integer
    AND tile.volume_id = volume.volume_id
  CROSS JOIN LATERAL generate_subscripts(tile.unit, 1) AS i
  WHERE tile.fund_type = '*'
    AND tile.tile <= 1
), restated AS (
  SELECT
    unit_id,
    item_id,
    measure.name AS measure,
    measure.before_fen,
    measure.after_fen
  FROM (
    SELECT *
    FROM restated_cell
    WHERE NOT is_new
  ) AS old
  FULL JOIN (
    SELECT *
    FROM restated_cell
    WHERE is_new
  ) AS new USING (unit_id, item_id)
  CROSS JOIN LATERAL (
    VALUES
      ('initial_budget', old.initial_fen, new.initial_fen),
      ('final_budget', old.final_fen, new.final_fen),
      ('actual', old.actual_fen, new.actual_fen)
  ) AS measure (name, before_fen, after_fen)
), restatement AS MATERIALIZED (
  SELECT
    unit_id,
    item_id,
    measure,
    restated.before_fen,
    restated.after_fen,
    coalesce(restated.after_fen, 0) - coalesce(restated.before_fen, 0)
      - coalesce(pair.after_fen, 0) + coalesce(pair.before_fen, 0) AS fen
  FROM restated
  LEFT JOIN pair USING (unit_id, item_id, measure)
  WHERE $4::bigint IS NOT NULL
    AND EXISTS (
      SELECT
      FROM store.comparable_unit AS place
      WHERE place.fiscal_year = $2::integer
        AND place.volume_id = $3::bigint
    )
), listed AS (
  SELECT 'reported' AS series, unit_id, item_id, measure, cause, before_fen, after_fen, fen
  FROM reported
  LEFT JOIN pair USING (unit_id, item_id, measure)
  UNION ALL
  SELECT 'comparable', unit_id, item_id, measure, reported.cause, restatement.before_fen,
    restatement.after_fen, reported.fen
  FROM restatement
  JOIN reported USING (unit_id, item_id, measure)
  WHERE restatement.fen <> 0
  UNION ALL
  SELECT 'comparable', unit_id, item_id, measure, 'restatement', before_fen, after_fen, fen
  FROM restatement
  WHERE fen <> 0
)
INSERT INTO control.past_change (
  run_id, fiscal_year, series, unit_code, subject_code, measure, cause, before_fen, after_fen,
  difference_fen
)
SELECT $1::bigint, $2::integer, series, unit.unit_code, item.code, measure, cause, before_fen,
  after_fen, fen
FROM listed
JOIN store.unit USING (unit_id)
JOIN store.item USING (item_id);
