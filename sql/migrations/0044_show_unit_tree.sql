-- 0044 show the unit tree
-- Why:   whoever adds the published figures up by unit wants the tree that they were added up by.
--        The unit list is of now: a unit that was moved, closed or renamed since the publication
--        stands elsewhere there.
-- Locks: none, the views are new.  Undo: DROP VIEW summary_zh.单位目录, summary.unit_tree;
CREATE VIEW summary.unit_tree AS
SELECT
  placed.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  name.fiscal_year,
  unit.unit_code,
  name.unit_name,
  name.unit_type,
  parent.unit_code AS parent_code,
  name.is_leaf,
  name.is_reported
FROM control.publication_year AS placed
JOIN store.unit_name AS name
  ON name.fiscal_year = placed.fiscal_year
  AND name.volume_id = placed.volume_id
JOIN store.unit USING (unit_id)
LEFT JOIN store.unit AS parent
  ON parent.unit_id = name.parent_id
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  );
COMMENT ON VIEW summary.unit_tree IS '单位目录(当前发布):发布时各年度的单位及其上级,汇总即按此逐级相加。';
COMMENT ON COLUMN summary.unit_tree.publication_id IS '发布编号。';
COMMENT ON COLUMN summary.unit_tree.published_at IS '发布时间。';
COMMENT ON COLUMN summary.unit_tree.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.unit_tree.unit_code IS '单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.unit_tree.unit_name IS '单位名称。';
COMMENT ON COLUMN summary.unit_tree.unit_type IS '单位类型。';
COMMENT ON COLUMN summary.unit_tree.parent_code IS '上级单位代码,“*”为全区;空表示全区自身。';
COMMENT ON COLUMN summary.unit_tree.is_leaf IS '是否无下级单位。';
COMMENT ON COLUMN summary.unit_tree.is_reported IS '本单位或其下级是否报送了决算数。';

CREATE VIEW summary_zh.单位目录 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.unit_name AS 单位名称,
  shown.unit_type AS 单位类型,
  shown.parent_code AS 上级单位代码,
  shown.is_leaf AS 是否无下级单位,
  shown.is_reported AS 是否报送决算数
FROM summary.unit_tree AS shown;
DO $$
DECLARE
  told record;
BEGIN
  EXECUTE format(
    'COMMENT ON VIEW summary_zh.单位目录 IS %L',
    obj_description('summary.unit_tree'::regclass, 'pg_class') || '列名为中文,见 summary.unit_tree。');
  FOR told IN
    SELECT zh.attname AS name,
      format(
        '%s(summary.unit_tree.%s)', col_description(base.attrelid, base.attnum), base.attname
      ) AS comment
    FROM pg_attribute AS zh
    JOIN pg_attribute AS base USING (attnum)
    WHERE zh.attrelid = 'summary_zh.单位目录'::regclass
      AND base.attrelid = 'summary.unit_tree'::regclass
  LOOP
    EXECUTE format('COMMENT ON COLUMN summary_zh.单位目录.%I IS %L', told.name, told.comment);
  END LOOP;
END
$$;
