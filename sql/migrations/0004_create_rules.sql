-- 0004 create rules
-- Why:   a bureau adds a rule or changes a threshold by importing a row, not by a release.
-- Locks: none, everything is new.  Undo: restore from backup.
-- The grammar of a formula is checked when the run loads it.
CREATE TABLE reference.formula_rule (
  rule_code  text    NOT NULL,
  valid_from integer NOT NULL,
  valid_to   integer,
  title      text    NOT NULL,
  severity   text    NOT NULL,
  scope      text    NOT NULL,
  formula    text    NOT NULL,
  note       text,
  CONSTRAINT rule_has_one_row_a_start PRIMARY KEY (rule_code, valid_from),
  CONSTRAINT rule_code_is_printable CHECK (reference.is_code(rule_code)),
  CONSTRAINT severity_is_known CHECK (severity IN ('error', 'review', 'info')),
  CONSTRAINT valid_from_is_plausible CHECK (valid_from BETWEEN 1949 AND 2999),
  CONSTRAINT validity_runs_forward CHECK (valid_to BETWEEN valid_from AND 2999)
);
COMMENT ON TABLE reference.formula_rule IS '主管部门的审核公式,按年度有效。';
COMMENT ON COLUMN reference.formula_rule.rule_code IS '规则代码。';
COMMENT ON COLUMN reference.formula_rule.valid_from IS '起始有效年度(含)。';
COMMENT ON COLUMN reference.formula_rule.valid_to IS '最后有效年度(含);空表示至今有效。';
COMMENT ON COLUMN reference.formula_rule.title IS '规则的一句话说明。';
COMMENT ON COLUMN reference.formula_rule.severity IS '级别:error 错误,review 核实,info 提示。';
COMMENT ON COLUMN reference.formula_rule.scope IS '适用范围。';
COMMENT ON COLUMN reference.formula_rule.formula IS '公式文本。';
COMMENT ON COLUMN reference.formula_rule.note IS '备注。';

CREATE TABLE reference.rule_setting (
  rule_code  text    NOT NULL,
  name       text    NOT NULL,
  valid_from integer NOT NULL,
  valid_to   integer,
  value      numeric NOT NULL,
  CONSTRAINT setting_has_one_row_a_start PRIMARY KEY (rule_code, name, valid_from),
  CONSTRAINT rule_code_is_printable CHECK (reference.is_code(rule_code)),
  CONSTRAINT name_is_printable CHECK (reference.is_code(name)),
  CONSTRAINT value_is_a_number CHECK (intake.is_amount(value)),
  CONSTRAINT valid_from_is_plausible CHECK (valid_from BETWEEN 1949 AND 2999),
  CONSTRAINT validity_runs_forward CHECK (valid_to BETWEEN valid_from AND 2999)
);
COMMENT ON TABLE reference.rule_setting IS '规则参数(阈值等),按年度有效。';
COMMENT ON COLUMN reference.rule_setting.rule_code IS '规则代码。';
COMMENT ON COLUMN reference.rule_setting.name IS '参数名称。';
COMMENT ON COLUMN reference.rule_setting.valid_from IS '起始有效年度(含)。';
COMMENT ON COLUMN reference.rule_setting.valid_to IS '最后有效年度(含);空表示至今有效。';
COMMENT ON COLUMN reference.rule_setting.value IS '参数值,单位由规则说明。';
