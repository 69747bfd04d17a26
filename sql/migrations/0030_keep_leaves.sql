-- 0030 keep leaves
-- Why:   what a submission comes to does not change while it does not. What a run has made of each
--        is kept beside its version and what made it, so that the next night reads only what has
--        changed; and each volume says what it was made from, so that a year that would come out
--        the same keeps its tables.
-- Locks: ACCESS EXCLUSIVE on control.volume and control.volume_input for a moment; nothing is
--        rewritten.
-- Undo:  DROP TABLE control.leaf; ALTER TABLE control.volume_input DROP COLUMN input_digest;
--        ALTER TABLE control.volume DROP COLUMN source_digest, DROP COLUMN basis_digest.

-- Unlogged: a cache, which a server that crashed empties; the next night reads everything.
CREATE UNLOGGED TABLE control.leaf (
  submission_id bigint NOT NULL,
  version       bigint NOT NULL,
  origin        bigint NOT NULL,
  record        bytea  NOT NULL,
  CONSTRAINT leaf_has_one_row PRIMARY KEY (submission_id)
);
-- Packed already: trying to compress it again costs time and gains nothing.
ALTER TABLE control.leaf ALTER COLUMN record SET STORAGE EXTERNAL;
COMMENT ON TABLE control.leaf IS
  '叶子缓存:每份报送的汇总结果与审核结论,已打包;只由运行读写,可随时清空,清空后下次运行全部重读。';
COMMENT ON COLUMN control.leaf.submission_id IS '报送编号。';
COMMENT ON COLUMN control.leaf.version IS '得出此结果时报送的版本,见 control.submission_versions()。';
COMMENT ON COLUMN control.leaf.origin IS '得出此结果的程序,以及当时 intake 各表的定义,合为一数。';
COMMENT ON COLUMN control.leaf.record IS '打包的结果,附带自身的校验数与所依据的规则、参数等的指纹。';

ALTER TABLE control.volume
  ADD COLUMN source_digest text,
  ADD COLUMN basis_digest text;
COMMENT ON COLUMN control.volume.source_digest IS
  '计入的报送编号、内容与行数的指纹;发布摘要不含这些,但它们变了也须换新分册。';
COMMENT ON COLUMN control.volume.basis_digest IS
  '可比口径的换算依据(对照表、沿革、最新年度的目录与科目)的指纹。';

ALTER TABLE control.volume_input ADD COLUMN input_digest text;
COMMENT ON COLUMN control.volume_input.input_digest IS
  '该年数字所依据的一切(报送、单位树、科目、规则等)与程序的指纹;只读部分年度的运行不记,为空。';
