-- 0008 create requests
-- Why:   people ask for a year again through a function, and whatever they do leaves a trace that
--        cannot be rewritten unnoticed.
-- Locks: none, everything is new.  Undo: restore from backup.
CREATE TABLE control.audit (
  audit_id        bigint      NOT NULL,
  at              timestamptz NOT NULL,
  actor           text        NOT NULL,
  action          text        NOT NULL,
  detail          jsonb       NOT NULL DEFAULT '{}',
  previous_digest bytea,
  digest          bytea       NOT NULL,
  CONSTRAINT audit_has_one_row PRIMARY KEY (audit_id),
  CONSTRAINT audit_chain_does_not_fork UNIQUE NULLS NOT DISTINCT (previous_digest),
  CONSTRAINT action_is_named CHECK (reference.is_code(action))
);
COMMENT ON TABLE control.audit IS '审计记录,只增不改,逐条以摘要相连。';
COMMENT ON COLUMN control.audit.audit_id IS '序号,从 1 起连续。';
COMMENT ON COLUMN control.audit.at IS '时间,由数据库填写。';
COMMENT ON COLUMN control.audit.actor IS '登录用户,由数据库填写。';
COMMENT ON COLUMN control.audit.action IS '操作名称。';
COMMENT ON COLUMN control.audit.detail IS '操作内容。';
COMMENT ON COLUMN control.audit.previous_digest IS '上一条的摘要;第一条为空。';
COMMENT ON COLUMN control.audit.digest IS '本条与上一条摘要相连的 SHA-256。';

-- Number, time and actor are set here, under a lock: the chain has no gap, and nobody can write in
-- another person's name. Under REPEATABLE READ a row that came meanwhile is not visible; then the
-- primary key refuses the insert, which the caller may repeat.
CREATE FUNCTION control.seal_audit() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock('control.audit'::regclass::oid::bigint);
  SELECT audit.audit_id, audit.digest
  INTO last
  FROM control.audit
  ORDER BY audit.audit_id DESC
  LIMIT 1;
  NEW.audit_id := coalesce(last.audit_id, 0) + 1;
  NEW.at := clock_timestamp();
  NEW.actor := session_user;
  NEW.previous_digest := last.digest;
  NEW.digest := sha256(
    coalesce(last.digest, '')
    || convert_to(
      jsonb_build_array(
        NEW.audit_id, extract(epoch FROM NEW.at), NEW.actor, NEW.action, NEW.detail
      )::text,
      'UTF8'
    )
  );
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION control.seal_audit() IS '触发器:填写序号、时间、登录用户,并连接摘要。';
CREATE TRIGGER audit_is_sealed
BEFORE INSERT ON control.audit
FOR EACH ROW EXECUTE FUNCTION control.seal_audit();
CREATE TRIGGER audit_does_not_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON control.audit
FOR EACH STATEMENT EXECUTE FUNCTION control.refuse_change();

CREATE TABLE control.rerun_request (
  request_id   bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  fiscal_year  integer     NOT NULL,
  reason       text        NOT NULL,
  requested_by text        NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  state        text        NOT NULL DEFAULT 'open',
  run_id       bigint,
  outcome      text,
  finished_at  timestamptz,
  CONSTRAINT request_has_one_row PRIMARY KEY (request_id),
  CONSTRAINT request_was_taken_by_a_run FOREIGN KEY (run_id) REFERENCES control.run (run_id),
  CONSTRAINT fiscal_year_is_plausible CHECK (fiscal_year BETWEEN 1949 AND 2999),
  CONSTRAINT reason_says_something CHECK (length(btrim(reason)) BETWEEN 5 AND 2000),
  CONSTRAINT state_is_known CHECK (state IN ('open', 'taken', 'done', 'failed')),
  CONSTRAINT outcome_is_known CHECK (outcome IN ('published', 'confirmed unchanged')),
  CONSTRAINT only_done_requests_have_an_outcome CHECK ((outcome IS NOT NULL) = (state = 'done')),
  CONSTRAINT open_request_has_no_run CHECK ((run_id IS NULL) = (state = 'open')),
  CONSTRAINT ended_request_has_an_end CHECK (
    (finished_at IS NOT NULL) = (state IN ('done', 'failed'))
  )
);
CREATE UNIQUE INDEX one_open_request_a_year ON control.rerun_request (fiscal_year)
WHERE state = 'open';
COMMENT ON TABLE control.rerun_request IS '重算申请。';
COMMENT ON COLUMN control.rerun_request.request_id IS '申请编号。';
COMMENT ON COLUMN control.rerun_request.fiscal_year IS '申请重算的年度。';
COMMENT ON COLUMN control.rerun_request.reason IS '理由,至少 5 个字符。';
COMMENT ON COLUMN control.rerun_request.requested_by IS '申请人(登录用户)。';
COMMENT ON COLUMN control.rerun_request.requested_at IS '申请时间。';
COMMENT ON COLUMN control.rerun_request.state IS
  '状态:open 待处理,taken 处理中,done 已完成,failed 失败。';
COMMENT ON COLUMN control.rerun_request.run_id IS '处理它的运行编号。';
COMMENT ON COLUMN control.rerun_request.outcome IS
  '结果:published 已发布新结果,confirmed unchanged 核实无变化。';
COMMENT ON COLUMN control.rerun_request.finished_at IS '完成时间。';

CREATE TABLE control.unit_member (
  role_name     text    NOT NULL,
  unit_code     text    NOT NULL,
  with_children boolean NOT NULL DEFAULT false,
  CONSTRAINT member_is_named_once PRIMARY KEY (role_name, unit_code),
  CONSTRAINT unit_code_is_printable CHECK (reference.is_code(unit_code))
);
COMMENT ON TABLE control.unit_member IS '数据库用户所属的单位。';
COMMENT ON COLUMN control.unit_member.role_name IS '数据库用户名。';
COMMENT ON COLUMN control.unit_member.unit_code IS '单位代码。';
COMMENT ON COLUMN control.unit_member.with_children IS '是否包括下级单位。';

-- The loop ends after at most a few turns: either the insert wins, or the open request of somebody
-- else is returned; only when that one is taken in between do both find nothing.
CREATE FUNCTION control.request_rerun(fiscal_year integer, reason text) RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  asked_year   CONSTANT integer := request_rerun.fiscal_year;
  asked_reason CONSTANT text := request_rerun.reason;
  found_id bigint;
  is_new   boolean;
BEGIN
  LOOP
    INSERT INTO control.rerun_request (fiscal_year, reason, requested_by)
    VALUES (asked_year, asked_reason, session_user)
    ON CONFLICT (fiscal_year) WHERE state = 'open' DO NOTHING
    RETURNING request_id INTO found_id;
    is_new := found_id IS NOT NULL;
    IF NOT is_new THEN
      SELECT request_id
      INTO found_id
      FROM control.rerun_request
      WHERE fiscal_year = asked_year
        AND state = 'open';
    END IF;
    EXIT WHEN found_id IS NOT NULL;
  END LOOP;
  INSERT INTO control.audit (action, detail)
  VALUES (
    'request_rerun',
    jsonb_build_object(
      'request_id', found_id, 'fiscal_year', asked_year, 'reason', asked_reason, 'new', is_new
    )
  );
  PERFORM pg_notify('huizong_rerun', found_id::text);
  RETURN found_id;
END
$$;
REVOKE ALL ON FUNCTION control.request_rerun(integer, text) FROM PUBLIC;
COMMENT ON FUNCTION control.request_rerun(integer, text) IS
  '申请重算某年度,返回申请编号;该年度已有待处理申请时返回原编号。留有审计记录。';
