-- 0029 compare volumes
-- Why:   whoever doubts what is published works it out once more, and sets it beside what readers
--        see: table by table, which is fast, and where a table differs, cell by cell. Whether the
--        input is still the one that a year was made from is told by what stands beside its volume:
--        the program, the reference data, and a version of each submission. And since a little is
--        verified each night, what was verified is remembered.
-- Locks: none that readers notice; the tables are new.  Undo: restore from backup.
CREATE TABLE control.volume_input (
  volume_id        bigint      NOT NULL,
  run_id           bigint      NOT NULL,
  program_digest   text        NOT NULL,
  reference_digest text        NOT NULL,
  definition       text,
  submission_ids   bigint[]    NOT NULL,
  versions         bigint[]    NOT NULL,
  recorded_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT volume_has_one_input PRIMARY KEY (volume_id),
  CONSTRAINT input_belongs_to_a_volume FOREIGN KEY (volume_id)
    REFERENCES control.volume (volume_id) ON DELETE CASCADE,
  CONSTRAINT input_was_read_by_a_run FOREIGN KEY (run_id) REFERENCES control.run (run_id),
  CONSTRAINT every_submission_has_a_version CHECK (
    cardinality(submission_ids) = cardinality(versions)
  )
);
COMMENT ON TABLE control.volume_input IS
  '分册所据的输入:最近一次由全部读取得出该分册内容的运行所见;迁移之前的分册没有记录。';
COMMENT ON COLUMN control.volume_input.volume_id IS '分册编号。';
COMMENT ON COLUMN control.volume_input.run_id IS '读取它的运行编号。';
COMMENT ON COLUMN control.volume_input.program_digest IS '程序版本与规则的摘要。';
COMMENT ON COLUMN control.volume_input.reference_digest IS '基础资料与设置的摘要。';
COMMENT ON COLUMN control.volume_input.definition IS
  'intake 各表定义的摘要,见 control.intake_watch();空表示变动记录当时不可信。';
COMMENT ON COLUMN control.volume_input.submission_ids IS '该年度的报送编号,按编号排序。';
COMMENT ON COLUMN control.volume_input.versions IS
  '各报送的版本值,与报送编号一一对应,见 control.submission_versions()。';
COMMENT ON COLUMN control.volume_input.recorded_at IS '记录时间。';

CREATE TABLE control.verification (
  verification_id  bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  publication_id   bigint      NOT NULL,
  fiscal_year      integer     NOT NULL,
  is_same_input    boolean     NOT NULL,
  difference_count bigint      NOT NULL,
  verified_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT verification_has_one_row PRIMARY KEY (verification_id),
  CONSTRAINT difference_count_is_not_negative CHECK (difference_count >= 0)
);
CREATE INDEX verification_by_year ON control.verification (fiscal_year, verified_at);
CREATE TRIGGER verification_does_not_change
BEFORE UPDATE ON control.verification
FOR EACH ROW EXECUTE FUNCTION control.refuse_change();
COMMENT ON TABLE control.verification IS '核验记录:何时把某年度重新计算并与发布比较;轮流核验由此选年度。';
COMMENT ON COLUMN control.verification.verification_id IS '核验编号。';
COMMENT ON COLUMN control.verification.publication_id IS '被核验的发布编号;该发布清理后仍保留。';
COMMENT ON COLUMN control.verification.fiscal_year IS '年度。';
COMMENT ON COLUMN control.verification.is_same_input IS '输入是否与发布所据相同;相同而有差异即为错误。';
COMMENT ON COLUMN control.verification.difference_count IS '该次核验所见差异的个数,所涉各年度合计。';
COMMENT ON COLUMN control.verification.verified_at IS '核验时间。';

CREATE FUNCTION store.count_rows(table_name text, volumes bigint[]) RETURNS bigint
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog
AS $$
DECLARE
  volume bigint;
  found  bigint;
  total  bigint := 0;
BEGIN
  FOREACH volume IN ARRAY volumes LOOP
    EXECUTE format('SELECT count(*) FROM %I.%I', 'volume_' || volume, table_name)
    INTO found;
    total := total + found;
  END LOOP;
  RETURN total;
END
$$;
COMMENT ON FUNCTION store.count_rows(text, bigint[]) IS '若干分册的某表共有几行。';

CREATE FUNCTION store.differs(
  table_name text, published bigint, recomputed bigint
) RETURNS boolean
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog
AS $$
DECLARE
  columns CONSTANT text := (
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    FROM pg_attribute
    WHERE attrelid = format('store.%I', table_name)::regclass
      AND attnum > 0
      AND NOT attisdropped
      AND attname <> 'volume_id'
      -- What tells a later run whether its input is the same moves without a figure.
      AND (table_name, attname::text) NOT IN (('coverage', 'content'), ('comparable_unit', 'basis'))
  );
  differs boolean;
BEGIN
  EXECUTE format(
    'WITH published AS (SELECT %1$s FROM %2$I.%4$I), recomputed AS (SELECT %1$s FROM %3$I.%4$I) '
    'SELECT EXISTS (SELECT FROM (TABLE published EXCEPT ALL TABLE recomputed) AS lost) '
    'OR EXISTS (SELECT FROM (TABLE recomputed EXCEPT ALL TABLE published) AS found)',
    columns, 'volume_' || published, 'volume_' || recomputed, table_name)
  INTO differs;
  RETURN differs;
END
$$;
COMMENT ON FUNCTION store.differs(text, bigint, bigint) IS '两个分册的某表内容是否不同,不论行序。';

-- A row that stands on one side only is told by its place, with the column `*`.
CREATE FUNCTION store.differences(
  shown regclass, years integer[], published bigint[], recomputed bigint[], differing integer[]
) RETURNS TABLE (place jsonb, column_name text, published_value text, recomputed_value text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog
AS $$
DECLARE
  now_shown CONSTANT bigint := (
    SELECT publication_id
    FROM control.current_publication
  );
  volatile  CONSTANT text[] := ARRAY['volume_id', 'publication_id', 'published_at'];
  key       CONSTANT text[] := ARRAY[
    'fiscal_year', 'unit_code', 'subject_code', 'economic_code', 'project_code', 'income_kind',
    'fund_type', 'unit_type', 'indicator', 'payer_code', 'payee_code', 'measure', 'kind',
    'rule_code', 'place', 'from_unit', 'to_unit'
  ];
BEGIN
  RETURN QUERY EXECUTE format(
    $query$
      WITH published AS (
        SELECT to_jsonb(shown) - $1 AS content
        FROM (%1$s) AS shown
        WHERE shown.fiscal_year = ANY ($3)
      ), recomputed AS (
        SELECT to_jsonb(shown) - $1 AS content
        FROM (%2$s) AS shown
        WHERE shown.fiscal_year = ANY ($3)
      ), lost AS (
        SELECT content
        FROM published
        EXCEPT ALL
        SELECT content
        FROM recomputed
      ), found AS (
        SELECT content
        FROM recomputed
        EXCEPT ALL
        SELECT content
        FROM published
      ), sides AS (
        SELECT
          true AS is_published,
          content,
          (SELECT jsonb_object_agg(name, value)
           FROM jsonb_each(content) AS part (name, value)
           WHERE name = ANY ($2) AND value <> 'null') AS place
        FROM lost
        UNION ALL
        SELECT
          false,
          content,
          (SELECT jsonb_object_agg(name, value)
           FROM jsonb_each(content) AS part (name, value)
           WHERE name = ANY ($2) AND value <> 'null')
        FROM found
      ), numbered AS (
        SELECT *, row_number() OVER (PARTITION BY is_published, place ORDER BY content) AS number
        FROM sides
      ), pairs AS (
        SELECT place, before.content AS before, after.content AS after
        FROM (SELECT * FROM numbered WHERE is_published) AS before
        FULL JOIN (SELECT * FROM numbered WHERE NOT is_published) AS after USING (place, number)
      )
      SELECT place, part.name, before ->> part.name, after ->> part.name
      FROM pairs
      CROSS JOIN LATERAL jsonb_object_keys(before) AS part (name)
      WHERE before -> part.name IS DISTINCT FROM after -> part.name
        AND after IS NOT NULL
      UNION ALL
      SELECT
        place, '*', CASE WHEN before IS NOT NULL THEN before::text END,
        CASE WHEN after IS NOT NULL THEN after::text END
      FROM pairs
      WHERE before IS NULL
        OR after IS NULL
      ORDER BY 1, 2
    $query$,
    store.definition_over(shown, now_shown, years, published, now()),
    store.definition_over(shown, now_shown, years, recomputed, now()))
  USING volatile, key, differing;
END
$$;
COMMENT ON FUNCTION
  store.differences(regclass, integer[], bigint[], bigint[], integer[]) IS
  '某视图在已发布与重新计算的两组分册上的差异:位置、列、两边的值;仅一边有的行列名为“*”。';
