-- 0023 list past changes
-- Why:   a figure of an earlier year that changes after it was published must be found without
--        comparing two publications by hand: what changed, where, by how much and for what cause,
--        so that the causes add up to the change of every figure. The submissions behind a figure
--        get a fingerprint, which tells one that was edited from a rule that changed.
--        What was taken out of sums is recorded as the payer has booked it: a run that does not
--        read a year restates it from these rows.
-- Locks: ACCESS EXCLUSIVE on store.coverage and the tables of volumes for a moment; no row is
--        rewritten.
-- Undo:  restore from backup.
CREATE TABLE store.elimination_part (
  fiscal_year      integer NOT NULL,
  volume_id        bigint  NOT NULL,
  payer_code       text    NOT NULL,
  payee_code       text    NOT NULL,
  at_unit          text    NOT NULL,
  subject_code     text    NOT NULL,
  fund_type        text    NOT NULL,
  expenditure_kind text    NOT NULL,
  measure          text    NOT NULL,
  fen              bigint  NOT NULL
) PARTITION BY RANGE (fiscal_year, volume_id);
COMMENT ON TABLE store.elimination_part IS '已抵销的金额,按付款方列支的科目、资金和性质。';
COMMENT ON COLUMN store.elimination_part.fiscal_year IS '年度。';
COMMENT ON COLUMN store.elimination_part.volume_id IS '分册编号。';
COMMENT ON COLUMN store.elimination_part.payer_code IS '付款单位代码。';
COMMENT ON COLUMN store.elimination_part.payee_code IS '收款单位代码。';
COMMENT ON COLUMN store.elimination_part.at_unit IS '抵销所在单位;“*”为全区。';
COMMENT ON COLUMN store.elimination_part.subject_code IS '付款方列支的科目代码。';
COMMENT ON COLUMN store.elimination_part.fund_type IS '付款方填报的资金性质。';
COMMENT ON COLUMN store.elimination_part.expenditure_kind IS
  '支出性质:basic 基本,project 项目;空串为其他或未填。';
COMMENT ON COLUMN store.elimination_part.measure IS
  '指标:initial_budget 年初预算,final_budget 全年预算,actual 决算。';
COMMENT ON COLUMN store.elimination_part.fen IS '抵销数,单位:分。';

ALTER TABLE store.coverage ADD COLUMN content bigint;
COMMENT ON COLUMN store.coverage.content IS
  '所计入报送的金额内容摘要,用以判断是否被改动;空表示未计入或升级前未记。';

-- Added to whatever a volume holds by now.
DO $$
BEGIN
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION store.volume_tables() RETURNS text[] LANGUAGE sql IMMUTABLE '
    'SET search_path = pg_catalog RETURN %L::text[]',
    store.volume_tables() || 'elimination_part'::text);
END
$$;

-- As in 0021: a detached volume has no part in what its parent gets.
DO $$
DECLARE
  volume record;
BEGIN
  FOR volume IN
    SELECT
      nspname AS name,
      substr(nspname, 8)::bigint AS volume_id,
      pg_get_expr(adbin, adrelid)::integer AS fiscal_year,
      relispartition AS is_attached
    FROM pg_namespace
    JOIN pg_class
      ON relnamespace = pg_namespace.oid
      AND relname = 'coverage'
    JOIN pg_attribute
      ON attrelid = pg_class.oid
      AND attname = 'fiscal_year'
    JOIN pg_attrdef
      ON adrelid = pg_class.oid
      AND adnum = attnum
    WHERE nspname ~ '^volume_[0-9]+$'
    ORDER BY 2
  LOOP
    IF NOT volume.is_attached THEN
      EXECUTE format('ALTER TABLE %I.coverage ADD COLUMN content bigint', volume.name);
      EXECUTE format(
        'COMMENT ON COLUMN %I.coverage.content IS %L', volume.name, '见 store.coverage。');
    END IF;
    PERFORM store.create_volume_table(volume.volume_id, volume.fiscal_year, 'elimination_part');
    CONTINUE WHEN NOT volume.is_attached;
    EXECUTE format(
      'ALTER TABLE store.elimination_part ATTACH PARTITION %I.elimination_part '
      'FOR VALUES FROM (%s, %s) TO (%s, %s)',
      volume.name, volume.fiscal_year, volume.volume_id, volume.fiscal_year,
      volume.volume_id + 1);
  END LOOP;
END
$$;

-- Written by a run before it publishes; rows of a run that published nothing are shown to nobody
-- and cleared by the next one. They outlive the volumes that they compare.
CREATE TABLE control.past_change (
  run_id         bigint  NOT NULL,
  fiscal_year    integer NOT NULL,
  series         text    NOT NULL,
  unit_code      text    NOT NULL,
  subject_code   text    NOT NULL,
  measure        text    NOT NULL,
  cause          text    NOT NULL,
  before_fen     bigint,
  after_fen      bigint,
  difference_fen bigint  NOT NULL,
  CONSTRAINT change_is_listed_once PRIMARY KEY (
    run_id, fiscal_year, series, unit_code, subject_code, measure, cause
  ),
  CONSTRAINT change_belongs_to_a_run FOREIGN KEY (run_id) REFERENCES control.run (run_id),
  CONSTRAINT series_is_known CHECK (series IN ('reported', 'comparable')),
  CONSTRAINT measure_is_known CHECK (measure IN ('initial_budget', 'final_budget', 'actual')),
  CONSTRAINT cause_is_known CHECK (
    cause IN (
      'late_unit', 'new_submission', 'revised_submission', 'withdrawn', 'unit_tree', 'elimination',
      'rule', 'unknown', 'restatement'
    )
  )
);
COMMENT ON TABLE control.past_change IS '以往年度已发布数字的变动及其原因。金额单位:分。';
COMMENT ON COLUMN control.past_change.run_id IS '引起变动的运行编号。';
COMMENT ON COLUMN control.past_change.fiscal_year IS '被改动的年度。';
COMMENT ON COLUMN control.past_change.series IS '口径:reported 报告口径,comparable 可比口径。';
COMMENT ON COLUMN control.past_change.unit_code IS '单位代码;“*”为全区。';
COMMENT ON COLUMN control.past_change.subject_code IS '类级科目代码、“?”或“*”。';
COMMENT ON COLUMN control.past_change.measure IS '指标。';
COMMENT ON COLUMN control.past_change.cause IS '原因。';
COMMENT ON COLUMN control.past_change.before_fen IS '改动前的数;空表示此前无人填报。';
COMMENT ON COLUMN control.past_change.after_fen IS '改动后的数;空表示无人填报。';
COMMENT ON COLUMN control.past_change.difference_fen IS '由该原因引起的变动;各原因之和等于改动后减改动前。';

CREATE VIEW summary.past_change AS
SELECT
  publication.publication_id,
  publication.published_at,
  past_change.fiscal_year,
  past_change.series,
  past_change.unit_code,
  past_change.subject_code,
  past_change.measure,
  past_change.cause,
  (past_change.before_fen * 0.01)::numeric(20, 2) AS before,
  (past_change.after_fen * 0.01)::numeric(20, 2) AS after,
  (past_change.difference_fen * 0.01)::numeric(20, 2) AS difference
FROM control.past_change
JOIN control.publication USING (run_id);
COMMENT ON VIEW summary.past_change IS
  '历次发布对以往年度(早于前后两次发布的最新年度)已发布数字的改动,按原因列示;同一数字各原因之和等于改动后减改动前。';
COMMENT ON COLUMN summary.past_change.publication_id IS '引起改动的发布编号。';
COMMENT ON COLUMN summary.past_change.published_at IS '改动的发布时间。';
COMMENT ON COLUMN summary.past_change.fiscal_year IS '被改动的年度。';
COMMENT ON COLUMN summary.past_change.series IS '口径:reported 报告口径;comparable 可比口径,仅列与报告口径变动不同者。';
COMMENT ON COLUMN summary.past_change.unit_code IS '单位代码:单位、主管部门,“*”为全区。';
COMMENT ON COLUMN summary.past_change.subject_code IS '类级科目代码;“?”为代码不可读,“*”为全部。';
COMMENT ON COLUMN summary.past_change.measure IS '指标:initial_budget 年初预算,final_budget 全年预算,actual 决算。';
COMMENT ON COLUMN summary.past_change.cause IS
  '原因:late_unit 单位补报,new_submission 增报另一种报送,revised_submission 改报,withdrawn 撤回或不再计入,'
  'unit_tree 单位目录变动,elimination 内部往来抵销变动,rule 报送未变而规则、设置、代码表或程序变动,'
  'restatement 换算(对照表、沿革、最新年度)变动,unknown 升级前未记依据。';
COMMENT ON COLUMN summary.past_change.before IS '改动前已发布的数,单位:元;空表示此前无人填报。';
COMMENT ON COLUMN summary.past_change.after IS '改动后的数,单位:元;空表示无人填报。';
COMMENT ON COLUMN summary.past_change.difference IS '由该原因引起的变动,单位:元。';
