-- 0006 create runs
-- Why:   a night appears all at once, and an old run that wakes up late must not overwrite a newer
--        one: the fence token decides, never a clock.
-- Locks: none, everything is new.  Undo: restore from backup.
CREATE TABLE control.run_fence (
  only_row boolean NOT NULL DEFAULT true,
  token    bigint  NOT NULL,
  CONSTRAINT run_fence_has_one_row PRIMARY KEY (only_row),
  CONSTRAINT only_row_is_true CHECK (only_row)
);
COMMENT ON TABLE control.run_fence IS '防护令牌发放处,仅一行。';
COMMENT ON COLUMN control.run_fence.only_row IS '恒为真,保证仅一行。';
COMMENT ON COLUMN control.run_fence.token IS '最近发放的令牌,只增不减。';
INSERT INTO control.run_fence (token)
VALUES (0);

CREATE TABLE control.run (
  run_id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  fence_token      bigint      NOT NULL,
  state            text        NOT NULL DEFAULT 'running',
  kind             text        NOT NULL,
  years            integer[],
  requested_ids    bigint[]    NOT NULL DEFAULT '{}',
  program_version  text        NOT NULL,
  input_source     text        NOT NULL,
  input_digest     text,
  started_at       timestamptz NOT NULL DEFAULT now(),
  finished_at      timestamptz,
  stage            text,
  lines_read       bigint,
  submissions_read bigint,
  anomaly_count    bigint,
  exit_code        integer,
  message          text,
  host             text        NOT NULL,
  database_user    text        NOT NULL DEFAULT session_user,
  CONSTRAINT run_has_one_row PRIMARY KEY (run_id),
  CONSTRAINT fence_token_is_unique UNIQUE (fence_token),
  CONSTRAINT state_is_known CHECK (
    state IN (
      'running', 'staged', 'published', 'superseded', 'up_to_date', 'refused', 'failed',
      'abandoned'
    )
  ),
  CONSTRAINT kind_is_known CHECK (kind IN ('night', 'rerun', 'full')),
  CONSTRAINT input_source_is_known CHECK (input_source IN ('tables', 'views')),
  CONSTRAINT ended_run_has_an_end CHECK (
    (state IN ('running', 'staged')) = (finished_at IS NULL)
  ),
  CONSTRAINT counts_are_not_negative CHECK (
    coalesce(lines_read, 0) >= 0
    AND coalesce(submissions_read, 0) >= 0
    AND coalesce(anomaly_count, 0) >= 0
  )
);
-- A second guard beside the advisory lock, and independent of it.
CREATE UNIQUE INDEX one_run_is_active ON control.run ((true))
WHERE state IN ('running', 'staged');
COMMENT ON TABLE control.run IS '每次汇总运行一行。';
COMMENT ON COLUMN control.run.run_id IS '运行编号。';
COMMENT ON COLUMN control.run.fence_token IS '防护令牌:只增不减,旧运行不能覆盖新结果。';
COMMENT ON COLUMN control.run.state IS
  '状态:running 运行中,staged 待发布,published 已发布,superseded 已被取代,'
  'up_to_date 无变化,refused 被拒绝,failed 失败,abandoned 中断。';
COMMENT ON COLUMN control.run.kind IS '种类:night 夜间,rerun 重算,full 全量。';
COMMENT ON COLUMN control.run.years IS '指定的年度;空表示全部年度。';
COMMENT ON COLUMN control.run.requested_ids IS '本次处理的重算申请编号。';
COMMENT ON COLUMN control.run.program_version IS '程序版本。';
COMMENT ON COLUMN control.run.input_source IS '报送数据的形式:tables 表,views 视图。';
COMMENT ON COLUMN control.run.input_digest IS '输入摘要;空表示尚未算出。';
COMMENT ON COLUMN control.run.started_at IS '开始时间。';
COMMENT ON COLUMN control.run.finished_at IS '结束时间;空表示尚未结束。';
COMMENT ON COLUMN control.run.stage IS '最近进入的阶段。';
COMMENT ON COLUMN control.run.lines_read IS '读入的行数。';
COMMENT ON COLUMN control.run.submissions_read IS '读入的报送数。';
COMMENT ON COLUMN control.run.anomaly_count IS '异常条数。';
COMMENT ON COLUMN control.run.exit_code IS '进程退出码;空表示尚未结束。';
COMMENT ON COLUMN control.run.message IS '结束时的说明。';
COMMENT ON COLUMN control.run.host IS '运行所在主机。';
COMMENT ON COLUMN control.run.database_user IS '运行所用数据库用户。';

CREATE FUNCTION control.refuse_illegal_run_move() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'running' THEN
      RAISE EXCEPTION 'a run starts as running, not as %', NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'run_moves_are_legal';
    END IF;
  ELSIF NEW.run_id <> OLD.run_id OR NEW.fence_token <> OLD.fence_token THEN
    RAISE EXCEPTION 'run % keeps its number and its fence token', OLD.run_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'run_moves_are_legal';
  ELSIF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
    ('running', 'staged'), ('running', 'up_to_date'), ('running', 'refused'),
    ('running', 'failed'), ('running', 'abandoned'),
    ('staged', 'published'), ('staged', 'refused'), ('staged', 'failed'), ('staged', 'abandoned'),
    ('published', 'superseded')
  ) THEN
    RAISE EXCEPTION 'run % cannot move from % to %', OLD.run_id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'run_moves_are_legal';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION control.refuse_illegal_run_move() IS '触发器:运行状态只能按规定变化。';
CREATE TRIGGER run_moves_are_legal
BEFORE INSERT OR UPDATE ON control.run
FOR EACH ROW EXECUTE FUNCTION control.refuse_illegal_run_move();

CREATE FUNCTION control.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
  RAISE EXCEPTION '%.% does not change: % is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END
$$;
COMMENT ON FUNCTION control.refuse_change() IS '触发器:拒绝修改或删除。';
