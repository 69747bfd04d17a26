-- 0001 create schemas
-- Why:   what people rely on (reference, intake) is kept apart from what the program keeps for
--        itself (control); the two predicates are shared by the constraints of all tables.
-- Locks: none, everything is new.  Undo: restore from backup.
-- The migrator makes `control` beforehand, because its own list of migrations lives there.
CREATE SCHEMA IF NOT EXISTS control;
CREATE SCHEMA reference;
CREATE SCHEMA intake;

COMMENT ON SCHEMA reference IS '参照数据:单位、科目、新旧科目对照、规则与参数,均带有效年度;由主管部门维护。';
COMMENT ON SCHEMA intake IS '报送数据:各单位报送的预算、决算与自评;汇总程序只读不改。';
COMMENT ON SCHEMA control IS '运行控制:运行、发布、重算申请、审计;由汇总程序写入,人员通过函数操作。';

-- Codes stay free text: what a code means is judged by the run, not by the table.
CREATE FUNCTION reference.is_code(value text) RETURNS boolean
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
RETURN length(value) BETWEEN 1 AND 64 AND value !~ '[[:cntrl:]]';
COMMENT ON FUNCTION reference.is_code(text) IS '代码格式:1 至 64 个字符,不含控制字符;不判断含义。';

-- NaN sorts above Infinity, so one comparison refuses both and minus infinity too. The first branch
-- is true of nearly every amount and spares it the printing, which costs ten times as much.
CREATE FUNCTION intake.is_amount(value numeric) RETURNS boolean
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
RETURN abs(value) < 1e12 AND scale(value) <= 12
  OR abs(value) < 'Infinity' AND length(translate(value::text, '-.', '')) <= 24;
COMMENT ON FUNCTION intake.is_amount(numeric) IS '数值格式:有限的数,连同小数位最多 24 位数字;不判断含义。';
