-- 0002 create units
-- Why:   who submits, how units hang together in each year, and what is expected of them.
-- Locks: none, everything is new.  Undo: restore from backup.
-- Trees, dates of succession and known codes are judged by the run, hence no foreign keys.
CREATE TABLE reference.unit (
  unit_code   text    NOT NULL,
  valid_from  integer NOT NULL,
  valid_to    integer,
  name        text    NOT NULL,
  parent_code text,
  unit_type   text,
  CONSTRAINT unit_has_one_row_a_start PRIMARY KEY (unit_code, valid_from),
  CONSTRAINT unit_code_is_printable CHECK (reference.is_code(unit_code)),
  CONSTRAINT parent_code_is_printable CHECK (reference.is_code(parent_code)),
  CONSTRAINT unit_type_is_printable CHECK (reference.is_code(unit_type)),
  CONSTRAINT valid_from_is_plausible CHECK (valid_from BETWEEN 1949 AND 2999),
  CONSTRAINT validity_runs_forward CHECK (valid_to BETWEEN valid_from AND 2999)
);
COMMENT ON TABLE reference.unit IS '单位及其上级,按年度有效。';
COMMENT ON COLUMN reference.unit.unit_code IS '单位代码。';
COMMENT ON COLUMN reference.unit.valid_from IS '起始有效年度(含)。';
COMMENT ON COLUMN reference.unit.valid_to IS '最后有效年度(含);空表示至今有效。';
COMMENT ON COLUMN reference.unit.name IS '单位名称。';
COMMENT ON COLUMN reference.unit.parent_code IS '上级单位代码;空表示直属全区。';
COMMENT ON COLUMN reference.unit.unit_type IS '单位类型(行政、参公、事业等),用于同类比较。';

CREATE TABLE reference.unit_succession (
  from_unit         text    NOT NULL,
  to_unit           text    NOT NULL,
  fiscal_year       integer NOT NULL,
  kind              text    NOT NULL,
  share_numerator   bigint,
  share_denominator bigint,
  CONSTRAINT succession_is_stated_once PRIMARY KEY (from_unit, to_unit, fiscal_year),
  CONSTRAINT from_unit_is_printable CHECK (reference.is_code(from_unit)),
  CONSTRAINT to_unit_is_printable CHECK (reference.is_code(to_unit)),
  CONSTRAINT fiscal_year_is_plausible CHECK (fiscal_year BETWEEN 1949 AND 2999),
  CONSTRAINT kind_is_known CHECK (kind IN ('merge', 'split', 'rename', 'transfer')),
  CONSTRAINT share_is_a_fraction_or_unknown CHECK (
    (share_numerator IS NULL) = (share_denominator IS NULL)
    AND (share_numerator IS NULL OR share_numerator BETWEEN 0 AND share_denominator)
    AND (share_denominator IS NULL OR share_denominator > 0)
  )
);
COMMENT ON TABLE reference.unit_succession IS '单位沿革:合并、分立、更名、划转。';
COMMENT ON COLUMN reference.unit_succession.from_unit IS '原单位代码。';
COMMENT ON COLUMN reference.unit_succession.to_unit IS '新单位代码。';
COMMENT ON COLUMN reference.unit_succession.fiscal_year IS '新状态的第一个年度。';
COMMENT ON COLUMN reference.unit_succession.kind IS
  '种类:merge 合并,split 分立,rename 更名,transfer 划转。';
COMMENT ON COLUMN reference.unit_succession.share_numerator IS '归属新单位份额的分子;空表示份额不明。';
COMMENT ON COLUMN reference.unit_succession.share_denominator IS
  '归属新单位份额的分母;空表示份额不明。';

CREATE TABLE reference.expected_submission (
  fiscal_year   integer NOT NULL,
  unit_code     text    NOT NULL,
  kind          text    NOT NULL,
  due_on        date,
  exempt_reason text,
  CONSTRAINT submission_is_expected_once PRIMARY KEY (fiscal_year, unit_code, kind),
  CONSTRAINT fiscal_year_is_plausible CHECK (fiscal_year BETWEEN 1949 AND 2999),
  CONSTRAINT unit_code_is_printable CHECK (reference.is_code(unit_code)),
  CONSTRAINT kind_is_known CHECK (kind IN ('final_account', 'self_evaluation', 'budget'))
);
COMMENT ON TABLE reference.expected_submission IS
  '应报清单;某年度无记录时,该年度有效的所有末级单位均应报送。';
COMMENT ON COLUMN reference.expected_submission.fiscal_year IS '年度。';
COMMENT ON COLUMN reference.expected_submission.unit_code IS '应报单位代码。';
COMMENT ON COLUMN reference.expected_submission.kind IS
  '报送种类:final_account 决算,self_evaluation 自评,budget 预算。';
COMMENT ON COLUMN reference.expected_submission.due_on IS '截止日期;空表示未规定。';
COMMENT ON COLUMN reference.expected_submission.exempt_reason IS '免报理由;空表示必须报送。';

CREATE TABLE reference.internal_transfer (
  fiscal_year     integer NOT NULL,
  payer_code      text    NOT NULL,
  payee_code      text    NOT NULL,
  functional_code text    NOT NULL,
  fund_type       text    NOT NULL,
  measure         text    NOT NULL,
  amount_fen      bigint  NOT NULL,
  basis           text,
  CONSTRAINT transfer_is_registered_once PRIMARY KEY (
    fiscal_year, payer_code, payee_code, functional_code, fund_type, measure
  ),
  CONSTRAINT fiscal_year_is_plausible CHECK (fiscal_year BETWEEN 1949 AND 2999),
  CONSTRAINT payer_code_is_printable CHECK (reference.is_code(payer_code)),
  CONSTRAINT payee_code_is_printable CHECK (reference.is_code(payee_code)),
  CONSTRAINT functional_code_is_printable CHECK (reference.is_code(functional_code)),
  CONSTRAINT fund_type_is_known CHECK (fund_type IN ('general', 'fund', 'capital', 'other')),
  CONSTRAINT measure_is_known CHECK (measure IN ('initial_budget', 'final_budget', 'actual'))
);
COMMENT ON TABLE reference.internal_transfer IS '已知的单位间拨款登记,用于汇总抵消。';
COMMENT ON COLUMN reference.internal_transfer.fiscal_year IS '年度。';
COMMENT ON COLUMN reference.internal_transfer.payer_code IS '付款单位代码。';
COMMENT ON COLUMN reference.internal_transfer.payee_code IS '收款单位代码。';
COMMENT ON COLUMN reference.internal_transfer.functional_code IS '付款方的支出功能分类代码。';
COMMENT ON COLUMN reference.internal_transfer.fund_type IS
  '资金性质:general 一般公共预算,fund 政府性基金,capital 国有资本经营,other 其他。';
COMMENT ON COLUMN reference.internal_transfer.measure IS
  '指标:initial_budget 年初预算,final_budget 全年预算,actual 决算。';
COMMENT ON COLUMN reference.internal_transfer.amount_fen IS '金额,单位:分。';
COMMENT ON COLUMN reference.internal_transfer.basis IS '依据(文号、协议等)。';
