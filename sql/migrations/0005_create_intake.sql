-- 0005 create intake
-- Why:   what units submitted, as printed; the constraints hold what every reader relies on, what
--        codes and amounts mean is judged by the run.
-- Locks: none, everything is new.  Undo: restore from backup.
-- Lines, figures and explanations have no foreign key to their submission: `import` finds orphans
-- with one join over all rows, a trigger a row makes a load take three times as long (a million
-- rows 8.9 s instead of 3.1 s), and a bureau may put views in place of these tables. The loader
-- starts from submissions, so an orphan can never feed a cell.
CREATE TABLE intake.submission (
  submission_id    bigint   NOT NULL,
  fiscal_year      integer  NOT NULL,
  revision         integer  NOT NULL,
  printed_decimals smallint,
  submitted_at     timestamptz,
  unit_code        text     NOT NULL,
  kind             text     NOT NULL,
  status           text     NOT NULL,
  amount_unit      text     NOT NULL,
  source           text,
  CONSTRAINT submission_has_one_row PRIMARY KEY (submission_id),
  CONSTRAINT revision_is_submitted_once UNIQUE (unit_code, fiscal_year, kind, revision),
  CONSTRAINT unit_code_is_printable CHECK (reference.is_code(unit_code)),
  CONSTRAINT fiscal_year_is_plausible CHECK (fiscal_year BETWEEN 1949 AND 2999),
  CONSTRAINT kind_is_known CHECK (kind IN ('final_account', 'self_evaluation', 'budget')),
  CONSTRAINT revision_is_not_negative CHECK (revision >= 0),
  CONSTRAINT status_is_known CHECK (
    status IN ('draft', 'submitted', 'accepted', 'returned', 'withdrawn')
  ),
  CONSTRAINT amount_unit_is_known CHECK (
    amount_unit IN ('yuan', 'thousand_yuan', 'wan_yuan', 'yi_yuan')
  ),
  CONSTRAINT printed_decimals_are_plausible CHECK (printed_decimals BETWEEN 0 AND 12)
);
COMMENT ON TABLE intake.submission IS '一次报送:某单位某年度某种类的一个版本。';
COMMENT ON COLUMN intake.submission.submission_id IS '报送编号。';
COMMENT ON COLUMN intake.submission.fiscal_year IS '年度。';
COMMENT ON COLUMN intake.submission.revision IS '版本号;取已提交或已接受的最高版本。';
COMMENT ON COLUMN intake.submission.printed_decimals IS
  '印刷小数位数;空表示按各数值自身的小数位。';
COMMENT ON COLUMN intake.submission.submitted_at IS '提交时间。';
COMMENT ON COLUMN intake.submission.unit_code IS '报送单位代码。';
COMMENT ON COLUMN intake.submission.kind IS
  '种类:final_account 决算,self_evaluation 自评,budget 预算。';
COMMENT ON COLUMN intake.submission.status IS
  '状态:draft 草稿,submitted 已提交,accepted 已接受,returned 已退回,withdrawn 已撤回。';
COMMENT ON COLUMN intake.submission.amount_unit IS
  '金额单位:yuan 元,thousand_yuan 千元,wan_yuan 万元,yi_yuan 亿元。';
COMMENT ON COLUMN intake.submission.source IS '来源(文件、系统等)。';

-- Ten million rows are read by a bare sequential COPY: the columns it needs stand first, so that
-- taking a row apart stops early.
CREATE TABLE intake.line (
  submission_id     bigint  NOT NULL,
  line_no           integer NOT NULL,
  section           text    NOT NULL,
  functional_code   text,
  fund_type         text,
  expenditure_kind  text,
  initial_budget    numeric,
  final_budget      numeric,
  actual            numeric,
  form              text,
  economic_code     text,
  project_code      text,
  income_kind       text,
  counterparty_code text,
  printed_name      text,
  note              text,
  CONSTRAINT line_has_one_row PRIMARY KEY (submission_id, line_no),
  CONSTRAINT line_no_is_positive CHECK (line_no > 0),
  CONSTRAINT section_is_known CHECK (
    section IN ('functional', 'economic', 'project', 'income')
  ),
  CONSTRAINT functional_code_is_printable CHECK (reference.is_code(functional_code)),
  CONSTRAINT fund_type_is_known CHECK (fund_type IN ('general', 'fund', 'capital', 'other')),
  CONSTRAINT expenditure_kind_is_known CHECK (
    expenditure_kind IN ('basic', 'project', 'remitted_up', 'operating', 'subsidy_down')
  ),
  CONSTRAINT initial_budget_is_a_number CHECK (intake.is_amount(initial_budget)),
  CONSTRAINT final_budget_is_a_number CHECK (intake.is_amount(final_budget)),
  CONSTRAINT actual_is_a_number CHECK (intake.is_amount(actual)),
  CONSTRAINT form_is_printable CHECK (reference.is_code(form)),
  CONSTRAINT economic_code_is_printable CHECK (reference.is_code(economic_code)),
  CONSTRAINT project_code_is_printable CHECK (reference.is_code(project_code)),
  CONSTRAINT income_kind_is_known CHECK (
    income_kind IN (
      'appropriation', 'superior_subsidy', 'business', 'operating', 'affiliated_remittance',
      'other'
    )
  ),
  CONSTRAINT counterparty_code_is_printable CHECK (reference.is_code(counterparty_code))
);
COMMENT ON TABLE intake.line IS '报送表中的一行;金额按报送时的单位与小数位原样保存。';
COMMENT ON COLUMN intake.line.submission_id IS '所属报送编号。';
COMMENT ON COLUMN intake.line.line_no IS '行号,同一报送内唯一。';
COMMENT ON COLUMN intake.line.section IS
  '部分:functional 功能分类,economic 经济分类,project 项目,income 收入。';
COMMENT ON COLUMN intake.line.functional_code IS '支出功能分类代码,任何级次;* 表示印刷的合计。';
COMMENT ON COLUMN intake.line.fund_type IS
  '资金性质:general 一般公共预算,fund 政府性基金,capital 国有资本经营,other 其他;空表示未说明。';
COMMENT ON COLUMN intake.line.expenditure_kind IS
  '支出性质:basic 基本,project 项目,remitted_up 上缴上级,operating 经营,'
  'subsidy_down 对附属单位补助;空表示未说明。';
COMMENT ON COLUMN intake.line.initial_budget IS '年初预算,单位见报送的金额单位;空表示未填,不等于零。';
COMMENT ON COLUMN intake.line.final_budget IS '全年预算,单位见报送的金额单位;空表示未填,不等于零。';
COMMENT ON COLUMN intake.line.actual IS '决算数,单位见报送的金额单位;空表示未填,不等于零。';
COMMENT ON COLUMN intake.line.form IS '表号;空表示计入汇总的本金,非空为另一份印刷表,只用于核对。';
COMMENT ON COLUMN intake.line.economic_code IS '支出经济分类代码;* 表示印刷的合计。';
COMMENT ON COLUMN intake.line.project_code IS '项目代码;* 表示印刷的合计。';
COMMENT ON COLUMN intake.line.income_kind IS
  '收入种类:appropriation 财政拨款,superior_subsidy 上级补助,business 事业,operating 经营,'
  'affiliated_remittance 附属单位上缴,other 其他。';
COMMENT ON COLUMN intake.line.counterparty_code IS '对方单位代码。';
COMMENT ON COLUMN intake.line.printed_name IS '印刷的名称;无代码时按此查找科目。';
COMMENT ON COLUMN intake.line.note IS '备注。';

CREATE TABLE intake.stated_figure (
  submission_id bigint  NOT NULL,
  figure        text    NOT NULL,
  value         numeric NOT NULL,
  CONSTRAINT figure_is_stated_once PRIMARY KEY (submission_id, figure),
  CONSTRAINT figure_is_printable CHECK (reference.is_code(figure)),
  CONSTRAINT value_is_a_number CHECK (intake.is_amount(value))
);
COMMENT ON TABLE intake.stated_figure IS '表外印刷的数字,只用于核对,不计入汇总。';
COMMENT ON COLUMN intake.stated_figure.submission_id IS '所属报送编号。';
COMMENT ON COLUMN intake.stated_figure.figure IS '数字的名称,如 total.actual。';
COMMENT ON COLUMN intake.stated_figure.value IS
  '数值:金额按报送的金额单位,人数与数量为个数,percent 为百分数。';

CREATE TABLE intake.explanation (
  submission_id     bigint  NOT NULL,
  seq               integer NOT NULL,
  line_no           integer,
  figure            text,
  amount            numeric,
  kind              text    NOT NULL,
  counterparty_code text,
  text              text    NOT NULL,
  CONSTRAINT explanation_has_one_row PRIMARY KEY (submission_id, seq),
  CONSTRAINT seq_is_positive CHECK (seq > 0),
  CONSTRAINT figure_is_printable CHECK (reference.is_code(figure)),
  CONSTRAINT amount_is_a_number CHECK (intake.is_amount(amount)),
  CONSTRAINT kind_is_known CHECK (kind IN ('reason', 'superior_money', 'direct_transfer')),
  CONSTRAINT counterparty_code_is_printable CHECK (reference.is_code(counterparty_code))
);
COMMENT ON TABLE intake.explanation IS '单位对某行或某数字差异的说明。';
COMMENT ON COLUMN intake.explanation.submission_id IS '所属报送编号。';
COMMENT ON COLUMN intake.explanation.seq IS '序号,同一报送内唯一。';
COMMENT ON COLUMN intake.explanation.line_no IS '所说明的行号;空表示不针对某行。';
COMMENT ON COLUMN intake.explanation.figure IS '所说明的数字名称;空表示不针对某数字。';
COMMENT ON COLUMN intake.explanation.amount IS
  '所说明的金额,单位见报送的金额单位;空表示说明全部差异。';
COMMENT ON COLUMN intake.explanation.kind IS
  '种类:reason 原因,superior_money 上级资金,direct_transfer 财政直接下拨。';
COMMENT ON COLUMN intake.explanation.counterparty_code IS '对方单位代码。';
COMMENT ON COLUMN intake.explanation.text IS '说明文字。';
