-- 0003 create subjects
-- Why:   a code means something only with fund type and year; lists change every year.
-- Locks: none, everything is new.  Undo: restore from backup.
-- Parents, sums of shares and overlaps of years are judged by the run.
CREATE TABLE reference.functional_subject (
  fund_type  text    NOT NULL,
  code       text    NOT NULL,
  valid_from integer NOT NULL,
  valid_to   integer,
  name       text    NOT NULL,
  source     text,
  CONSTRAINT subject_has_one_row_a_start PRIMARY KEY (fund_type, code, valid_from),
  CONSTRAINT fund_type_is_known CHECK (fund_type IN ('general', 'fund', 'capital', 'other')),
  CONSTRAINT code_has_3_5_or_7_digits CHECK (code ~ '^[0-9]{3}([0-9]{2}){0,2}$'),
  CONSTRAINT valid_from_is_plausible CHECK (valid_from BETWEEN 1949 AND 2999),
  CONSTRAINT validity_runs_forward CHECK (valid_to BETWEEN valid_from AND 2999)
);
COMMENT ON TABLE reference.functional_subject IS '支出功能分类科目(类、款、项),按资金性质与年度有效。';
COMMENT ON COLUMN reference.functional_subject.fund_type IS
  '资金性质:general 一般公共预算,fund 政府性基金,capital 国有资本经营,other 其他。';
COMMENT ON COLUMN reference.functional_subject.code IS '科目代码:3 位类,5 位款,7 位项。';
COMMENT ON COLUMN reference.functional_subject.valid_from IS '起始有效年度(含)。';
COMMENT ON COLUMN reference.functional_subject.valid_to IS '最后有效年度(含);空表示至今有效。';
COMMENT ON COLUMN reference.functional_subject.name IS '科目名称。';
COMMENT ON COLUMN reference.functional_subject.source IS '出处及核实状态。';

CREATE TABLE reference.economic_subject (
  code       text    NOT NULL,
  valid_from integer NOT NULL,
  valid_to   integer,
  name       text    NOT NULL,
  source     text,
  CONSTRAINT economic_subject_has_one_row_a_start PRIMARY KEY (code, valid_from),
  CONSTRAINT code_has_3_or_5_digits CHECK (code ~ '^[0-9]{3}([0-9]{2})?$'),
  CONSTRAINT valid_from_is_plausible CHECK (valid_from BETWEEN 1949 AND 2999),
  CONSTRAINT validity_runs_forward CHECK (valid_to BETWEEN valid_from AND 2999)
);
COMMENT ON TABLE reference.economic_subject IS '部门预算支出经济分类科目(类、款),按年度有效。';
COMMENT ON COLUMN reference.economic_subject.code IS '科目代码:3 位类,5 位款。';
COMMENT ON COLUMN reference.economic_subject.valid_from IS '起始有效年度(含)。';
COMMENT ON COLUMN reference.economic_subject.valid_to IS '最后有效年度(含);空表示至今有效。';
COMMENT ON COLUMN reference.economic_subject.name IS '科目名称。';
COMMENT ON COLUMN reference.economic_subject.source IS '出处及核实状态。';

CREATE TABLE reference.subject_alias (
  alias      text    NOT NULL,
  code       text    NOT NULL,
  valid_from integer NOT NULL,
  valid_to   integer,
  source     text,
  CONSTRAINT alias_has_one_row_a_start PRIMARY KEY (alias, code, valid_from),
  CONSTRAINT alias_fits_an_index CHECK (length(alias) BETWEEN 1 AND 200),
  CONSTRAINT code_is_printable CHECK (reference.is_code(code)),
  CONSTRAINT valid_from_is_plausible CHECK (valid_from BETWEEN 1949 AND 2999),
  CONSTRAINT validity_runs_forward CHECK (valid_to BETWEEN valid_from AND 2999)
);
COMMENT ON TABLE reference.subject_alias IS '科目名称的其他写法;报送行无代码时按名称查找。';
COMMENT ON COLUMN reference.subject_alias.alias IS '实际出现的写法。';
COMMENT ON COLUMN reference.subject_alias.code IS '所指的科目代码。';
COMMENT ON COLUMN reference.subject_alias.valid_from IS '起始有效年度(含)。';
COMMENT ON COLUMN reference.subject_alias.valid_to IS '最后有效年度(含);空表示至今有效。';
COMMENT ON COLUMN reference.subject_alias.source IS '出处及核实状态。';

-- to_code has a default because an empty CSV field is null, and retired codes lead nowhere.
CREATE TABLE reference.crosswalk (
  fund_type         text    NOT NULL,
  from_code         text    NOT NULL,
  to_code           text    NOT NULL DEFAULT '',
  effective_year    integer NOT NULL,
  share_numerator   bigint,
  share_denominator bigint,
  kind              text    NOT NULL,
  source            text,
  CONSTRAINT crosswalk_is_stated_once PRIMARY KEY (fund_type, from_code, to_code, effective_year),
  CONSTRAINT fund_type_is_known CHECK (fund_type IN ('general', 'fund', 'capital', 'other')),
  CONSTRAINT from_code_is_printable CHECK (reference.is_code(from_code)),
  CONSTRAINT only_retired_codes_lead_nowhere CHECK ((to_code = '') = (kind = 'retire')),
  CONSTRAINT to_code_is_printable CHECK (to_code = '' OR reference.is_code(to_code)),
  CONSTRAINT effective_year_is_plausible CHECK (effective_year BETWEEN 1949 AND 2999),
  CONSTRAINT kind_is_known CHECK (
    kind IN ('rename', 'recode', 'merge', 'split', 'move', 'retire')
  ),
  CONSTRAINT share_is_a_fraction_or_unknown CHECK (
    (share_numerator IS NULL) = (share_denominator IS NULL)
    AND (share_numerator IS NULL OR share_numerator BETWEEN 0 AND share_denominator)
    AND (share_denominator IS NULL OR share_denominator > 0)
  )
);
COMMENT ON TABLE reference.crosswalk IS '新旧科目对照:某年度起,旧代码的金额按份额归入新代码。';
COMMENT ON COLUMN reference.crosswalk.fund_type IS
  '资金性质:general 一般公共预算,fund 政府性基金,capital 国有资本经营,other 其他。';
COMMENT ON COLUMN reference.crosswalk.from_code IS '旧科目代码;适用于没有单独对照的所有下级代码。';
COMMENT ON COLUMN reference.crosswalk.to_code IS '新科目代码;空串表示取消且无去向。';
COMMENT ON COLUMN reference.crosswalk.effective_year IS '新代码的第一个年度。';
COMMENT ON COLUMN reference.crosswalk.share_numerator IS '份额的分子;与分母同空表示份额不明的拆分。';
COMMENT ON COLUMN reference.crosswalk.share_denominator IS '份额的分母;与分子同空表示份额不明的拆分。';
COMMENT ON COLUMN reference.crosswalk.kind IS
  '种类:rename 更名,recode 改码,merge 合并,split 拆分,move 跨类调整,retire 取消。';
COMMENT ON COLUMN reference.crosswalk.source IS '出处及核实状态。';
