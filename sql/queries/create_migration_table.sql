-- create_migration_table: the list of what was applied, which precedes the first migration
CREATE SCHEMA IF NOT EXISTS control;
CREATE TABLE control.migration (
  number     integer     NOT NULL,
  name       text        NOT NULL,
  checksum   text        NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  applied_by text        NOT NULL DEFAULT session_user,
  CONSTRAINT migration_is_applied_once PRIMARY KEY (number),
  CONSTRAINT number_is_positive CHECK (number > 0),
  CONSTRAINT checksum_is_sha256 CHECK (checksum ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE control.migration IS '已执行的数据库结构变更。';
COMMENT ON COLUMN control.migration.number IS '序号。';
COMMENT ON COLUMN control.migration.name IS '名称。';
COMMENT ON COLUMN control.migration.checksum IS '文件内容的 SHA-256。';
COMMENT ON COLUMN control.migration.applied_at IS '执行时间。';
COMMENT ON COLUMN control.migration.applied_by IS '执行用户。';
