-- 0038 chain audit
-- Why:   a record says who, from where, why and which runs, and its digest covers all of it. What
--        was taken off the end of the chain shows as well: the head of the chain is kept beside
--        it, and every publication keeps the head as it was then. Records are chained when their
--        transaction commits: so far a person who had asked for something and left the transaction
--        open kept everybody from writing to the audit, the night from publishing among them. Who
--        has SET CONSTRAINTS ALL IMMEDIATE first still does, see the lock in deploy/RUNBOOK.md.
-- Locks: ACCESS EXCLUSIVE on control.audit and control.publication for a moment; no row is
--        rewritten.
-- Undo:  restore from backup.

-- Records keep the form in which their digest was made: to make the old ones anew would forget
-- what they were.
ALTER TABLE control.audit
ADD COLUMN form smallint NOT NULL DEFAULT 1,
ADD COLUMN address inet,
ADD COLUMN reason text,
ADD COLUMN old_run_id bigint,
ADD COLUMN new_run_id bigint,
ADD CONSTRAINT form_is_known CHECK (form IN (1, 2));
ALTER TABLE control.audit ALTER COLUMN form SET DEFAULT 2;
COMMENT ON TABLE control.audit IS '审计记录,只增不改,提交时逐条以摘要相连。核对:huizong audit verify。';
COMMENT ON COLUMN control.audit.audit_id IS '序号,从 1 起连续,提交时编定。';
COMMENT ON COLUMN control.audit.digest IS '本条与上一条摘要相连的 SHA-256,覆盖除摘要外的各列。';
COMMENT ON COLUMN control.audit.form IS '摘要的形式:1 为升级前的记录,只有序号、时间、用户、操作、内容;2 为现行。';
COMMENT ON COLUMN control.audit.address IS '客户端地址,由数据库填写;空表示本机套接字。';
COMMENT ON COLUMN control.audit.reason IS '理由,取自操作内容;空表示无须理由。';
COMMENT ON COLUMN control.audit.old_run_id IS '此前所示发布的运行编号;空表示无关。';
COMMENT ON COLUMN control.audit.new_run_id IS '此后所示发布的运行编号;空表示无关。';

CREATE TABLE control.audit_head (
  only_row boolean NOT NULL DEFAULT true,
  audit_id bigint  NOT NULL,
  digest   bytea,
  CONSTRAINT audit_head_has_one_row PRIMARY KEY (only_row),
  CONSTRAINT only_row_is_true CHECK (only_row),
  CONSTRAINT empty_chain_has_no_digest CHECK ((audit_id = 0) = (digest IS NULL))
);
COMMENT ON TABLE control.audit_head IS '审计链的末端,仅一行:末尾的记录被删去时由此可见。';
COMMENT ON COLUMN control.audit_head.only_row IS '恒为真,保证仅一行。';
COMMENT ON COLUMN control.audit_head.audit_id IS '最后一条的序号;0 表示尚无记录。';
COMMENT ON COLUMN control.audit_head.digest IS '最后一条的摘要;尚无记录则为空。';
INSERT INTO control.audit_head (audit_id, digest)
SELECT coalesce(last.audit_id, 0), last.digest
FROM (VALUES (true)) AS one (is_one)
LEFT JOIN LATERAL (
  SELECT audit.audit_id, audit.digest
  FROM control.audit
  ORDER BY audit.audit_id DESC
  LIMIT 1
) AS last ON true;

CREATE FUNCTION control.refuse_other_head() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NEW.audit_id <= OLD.audit_id THEN
    RAISE EXCEPTION 'the chain of the audit only grows'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_head_only_grows';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION control.refuse_other_head() IS '触发器:审计链只增长。';
CREATE TRIGGER audit_head_only_grows
BEFORE UPDATE ON control.audit_head
FOR EACH ROW EXECUTE FUNCTION control.refuse_other_head();
CREATE TRIGGER audit_head_stays
BEFORE DELETE OR TRUNCATE ON control.audit_head
FOR EACH STATEMENT EXECUTE FUNCTION control.refuse_change();

-- Until it commits, a record has a number below zero, which nobody else sees.
CREATE SEQUENCE control.audit_waiting OWNED BY control.audit.audit_id;
COMMENT ON SEQUENCE control.audit_waiting IS '未提交的审计记录的临时编号。';

CREATE FUNCTION control.sign_audit() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.audit_id := -nextval('control.audit_waiting');
  NEW.form := 2;
  NEW.at := clock_timestamp();
  NEW.actor := session_user;
  NEW.address := inet_client_addr();
  NEW.reason := coalesce(NEW.reason, NEW.detail ->> 'reason', NEW.detail ->> 'text');
  NEW.previous_digest := sha256(convert_to('waiting ' || NEW.audit_id, 'UTF8'));
  NEW.digest := '';
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION control.sign_audit() FROM PUBLIC;
COMMENT ON FUNCTION control.sign_audit() IS '触发器:填写时间、登录用户、地址与理由,任何人不能假托他人。';

-- It is the last thing a transaction does, so that nobody waits for the row of the head longer
-- than a commit takes. The first record that comes here takes those of its transaction with it.
-- Under REPEATABLE READ the row that others have moved on is refused with 40001.
CREATE OR REPLACE FUNCTION control.seal_audit() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  head    record;
  waiting record;
BEGIN
  IF NOT EXISTS (
    SELECT
    FROM control.audit
    WHERE audit_id = NEW.audit_id
  ) THEN
    RETURN NULL;
  END IF;
  SELECT audit_head.audit_id, audit_head.digest
  INTO head
  FROM control.audit_head
  FOR UPDATE;
  FOR waiting IN
    SELECT *
    FROM control.audit
    WHERE audit_id < 0
    ORDER BY audit_id DESC
  LOOP
    head.audit_id := head.audit_id + 1;
    UPDATE control.audit
    SET
      audit_id = head.audit_id,
      previous_digest = head.digest,
      digest = sha256(
        coalesce(head.digest, '')
        || convert_to(
          jsonb_build_array(
            2, head.audit_id, extract(epoch FROM waiting.at), waiting.actor,
            host(waiting.address), waiting.action, waiting.reason, waiting.old_run_id,
            waiting.new_run_id, waiting.detail
          )::text,
          'UTF8'
        )
      )
    WHERE audit_id = waiting.audit_id
    RETURNING digest INTO head.digest;
  END LOOP;
  UPDATE control.audit_head
  SET audit_id = head.audit_id, digest = head.digest;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION control.seal_audit() FROM PUBLIC;
COMMENT ON FUNCTION control.seal_audit() IS '触发器:提交时编定序号,连接摘要,并移动审计链的末端。';

CREATE FUNCTION control.refuse_audit_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- Only what waits gets its number and its place in the chain, and nothing else.
  IF OLD.audit_id < 0 AND NEW.audit_id > 0
    AND (NEW.form, NEW.at, NEW.actor, NEW.address, NEW.action, NEW.reason, NEW.old_run_id,
      NEW.new_run_id, NEW.detail)
    IS NOT DISTINCT FROM (OLD.form, OLD.at, OLD.actor, OLD.address, OLD.action, OLD.reason,
      OLD.old_run_id, OLD.new_run_id, OLD.detail)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'control.audit does not change: UPDATE is refused'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_does_not_change';
END
$$;
COMMENT ON FUNCTION control.refuse_audit_change() IS '触发器:审计记录编定之后不能修改。';

DROP TRIGGER audit_is_sealed ON control.audit;
DROP TRIGGER audit_does_not_change ON control.audit;
CREATE TRIGGER audit_is_signed
BEFORE INSERT ON control.audit
FOR EACH ROW EXECUTE FUNCTION control.sign_audit();
CREATE CONSTRAINT TRIGGER audit_is_sealed
AFTER INSERT ON control.audit
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION control.seal_audit();
CREATE TRIGGER audit_does_not_change
BEFORE UPDATE ON control.audit
FOR EACH ROW EXECUTE FUNCTION control.refuse_audit_change();
CREATE TRIGGER audit_is_not_deleted
BEFORE DELETE OR TRUNCATE ON control.audit
FOR EACH STATEMENT EXECUTE FUNCTION control.refuse_change();

-- Whoever rewrites the whole chain with its head must rewrite every publication as well.
ALTER TABLE control.publication
ADD COLUMN audit_id bigint,
ADD COLUMN audit_digest bytea,
ADD CONSTRAINT anchor_is_whole CHECK ((audit_id IS NULL) = (audit_digest IS NULL));
COMMENT ON COLUMN control.publication.audit_id IS
  '发布时审计链末端的序号,由数据库填写;空表示升级前发布,或尚无记录。';
COMMENT ON COLUMN control.publication.audit_digest IS '发布时审计链末端的摘要。';

CREATE FUNCTION control.anchor_audit() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  SELECT nullif(audit_head.audit_id, 0), audit_head.digest
  INTO NEW.audit_id, NEW.audit_digest
  FROM control.audit_head;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION control.anchor_audit() FROM PUBLIC;
COMMENT ON FUNCTION control.anchor_audit() IS '触发器:每次发布记下审计链的末端。';
CREATE TRIGGER publication_anchors_audit
BEFORE INSERT ON control.publication
FOR EACH ROW EXECUTE FUNCTION control.anchor_audit();
