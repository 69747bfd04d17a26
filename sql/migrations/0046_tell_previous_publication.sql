-- 0046 tell previous publication
-- Why:   whoever reads publications may know what readers saw before the current one. After a
--        rollback numbers do not tell it, and the audit, which does, is not for everybody.
-- Locks: the views, for a moment.  Undo: restore from backup.
CREATE FUNCTION summary.previous_publication_id() RETURNS bigint
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  WITH RECURSIVE shown AS MATERIALIZED (
    SELECT DISTINCT ON (new_run_id) new_run_id AS run_id, old_run_id AS earlier_run_id
    FROM control.audit
    WHERE action = 'publish'
      AND new_run_id IS NOT NULL
    ORDER BY new_run_id, audit_id DESC
  ), line (run_id, depth) AS (
    SELECT run_id, 0
    FROM control.current_publication
    JOIN control.publication USING (publication_id)
    UNION ALL
    -- What is not kept has no figures to compare with; what was shown before it may have.
    SELECT shown.earlier_run_id, line.depth + 1
    FROM line
    JOIN shown USING (run_id)
    WHERE shown.earlier_run_id IS NOT NULL
      AND (
        line.depth = 0
        OR NOT EXISTS (
          SELECT
          FROM control.publication AS kept
          WHERE kept.run_id = line.run_id
        )
      )
  ), last AS (
    SELECT run_id
    FROM line
    ORDER BY depth DESC
    LIMIT 1
  )
  SELECT kept.publication_id
  FROM control.publication AS kept
  CROSS JOIN last
  WHERE kept.run_id <= last.run_id
    AND kept.publication_id <> (
      SELECT publication_id
      FROM control.current_publication
    )
  ORDER BY kept.run_id DESC
  LIMIT 1
$$;
COMMENT ON FUNCTION summary.previous_publication_id() IS
  '当前发布之前读者所见的发布:已被回退的不算;未保留的,取其之前仍保留的。没有则为空。';
REVOKE ALL ON FUNCTION summary.previous_publication_id() FROM PUBLIC;
-- A function within a view is called by whoever reads the view: also before roles.sql is run again,
-- and by a login that was granted the view alone.
DO $$
DECLARE
  reader record;
BEGIN
  FOR reader IN
    SELECT DISTINCT entry.grantee::regrole AS role_name
    FROM pg_class
    CROSS JOIN LATERAL aclexplode(relacl) AS entry
    WHERE pg_class.oid IN (
        'summary.kept_publication'::regclass, 'summary_zh.保留的发布'::regclass
      )
      AND entry.privilege_type = 'SELECT'
      AND entry.grantee <> 0
  LOOP
    EXECUTE format(
      'GRANT EXECUTE ON FUNCTION summary.previous_publication_id() TO %s', reader.role_name);
  END LOOP;
END
$$;

CREATE OR REPLACE VIEW summary.kept_publication AS
SELECT
  publication.publication_id,
  publication.published_at,
  publication.publication_id IS NOT DISTINCT FROM (
    SELECT publication_id
    FROM control.current_publication
  ) AS is_current,
  publication.run_id,
  publication.fiscal_years,
  publication.digest,
  publication.cell_count,
  publication.coverage_count,
  publication.anomaly_count,
  publication.line_count,
  publication.submission_count,
  (publication.total_initial_fen * 0.01)::numeric(20, 2) AS total_initial_budget,
  (publication.total_final_fen * 0.01)::numeric(20, 2) AS total_final_budget,
  (publication.total_actual_fen * 0.01)::numeric(20, 2) AS total_actual,
  publication.publication_id IS NOT DISTINCT FROM (
    SELECT summary.previous_publication_id()
  ) AS is_previous
FROM control.publication;
COMMENT ON COLUMN summary.kept_publication.is_previous IS
  '是否为当前发布之前读者所见的发布:已被回退的不是。';

CREATE OR REPLACE VIEW summary_zh.保留的发布 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.is_current AS 是否当前发布,
  shown.run_id AS 运行编号,
  shown.fiscal_years AS 包含的年度,
  shown.digest AS 内容摘要,
  shown.cell_count AS 汇总单元数,
  shown.coverage_count AS 报送情况条数,
  shown.anomaly_count AS 异常条数,
  shown.line_count AS 行数,
  shown.submission_count AS 报送数,
  shown.total_initial_budget AS 年初预算合计,
  shown.total_final_budget AS 全年预算合计,
  shown.total_actual AS 决算合计,
  shown.is_previous AS 是否上次发布
FROM summary.kept_publication AS shown;
COMMENT ON COLUMN summary_zh.保留的发布.是否上次发布 IS
  '是否为当前发布之前读者所见的发布:已被回退的不是。(summary.kept_publication.is_previous)';
