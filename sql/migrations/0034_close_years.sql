-- 0034 close years
-- Why:   the figures of a year that has been reported upwards must not move any more, whatever is
--        handed in, or kept in the lists, later. Closing names the volume that stands, and what it
--        was made from: whatever of that changes later is an anomaly, until somebody reopens the
--        year. Restated figures follow the newest year also where the year is closed, so a volume
--        says which part of its digests they and those anomalies are.
-- Locks: ACCESS EXCLUSIVE on control.volume and control.volume_input for a moment; nothing is
--        rewritten.
-- Undo:  restore from backup.
ALTER TABLE control.volume
  ADD COLUMN reported_digest text,
  ADD COLUMN filed_digest text;
COMMENT ON COLUMN control.volume.reported_digest IS
  '汇总单元摘要中不随可比口径而变的部分;空表示迁移之前的分册,没有记录。';
COMMENT ON COLUMN control.volume.filed_digest IS
  '报送情况与异常的摘要中不含结账后异常的部分;空表示迁移之前的分册,没有记录。';

ALTER TABLE control.volume_input
  ADD COLUMN closed_digest text,
  ADD COLUMN seen_ids bigint[],
  ADD COLUMN seen_versions bigint[],
  ADD CONSTRAINT every_seen_submission_has_a_version CHECK (
    cardinality(seen_ids) IS NOT DISTINCT FROM cardinality(seen_versions)
  );
COMMENT ON COLUMN control.volume_input.closed_digest IS
  '已结账年度仍会变动的部分(可比口径与结账后异常)所依据的一切的指纹;未结账为空。';
COMMENT ON COLUMN control.volume_input.seen_ids IS
  '已结账年度在最近一次运行时的报送编号,按编号排序;未结账为空。分册所据的仍是 submission_ids。';
COMMENT ON COLUMN control.volume_input.seen_versions IS
  '已结账年度在最近一次运行时各报送的版本值,与 seen_ids 一一对应。';

CREATE TABLE control.closed_year (
  closing_id     bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  fiscal_year    integer     NOT NULL,
  reason         text        NOT NULL,
  closed_by      text        NOT NULL,
  closed_at      timestamptz NOT NULL DEFAULT now(),
  publication_id bigint      NOT NULL,
  definition     text,
  volume_id      bigint,
  reopened_by    text,
  reopened_at    timestamptz,
  reopen_reason  text,
  CONSTRAINT closing_has_one_row PRIMARY KEY (closing_id),
  CONSTRAINT closed_year_has_a_volume FOREIGN KEY (volume_id) REFERENCES control.volume (volume_id),
  CONSTRAINT fiscal_year_is_plausible CHECK (fiscal_year BETWEEN 1949 AND 2999),
  CONSTRAINT reason_says_something CHECK (length(btrim(reason)) BETWEEN 5 AND 2000),
  CONSTRAINT reopening_says_something CHECK (length(btrim(reopen_reason)) BETWEEN 5 AND 2000),
  CONSTRAINT reopening_is_whole CHECK (
    (reopened_at IS NULL) = (reopened_by IS NULL)
    AND (reopened_at IS NULL) = (reopen_reason IS NULL)
  ),
  CONSTRAINT volume_stands_until_reopened CHECK ((volume_id IS NULL) = (reopened_at IS NOT NULL))
);
CREATE UNIQUE INDEX year_is_closed_once ON control.closed_year (fiscal_year)
WHERE reopened_at IS NULL;
COMMENT ON TABLE control.closed_year IS
  '年度结账:重新打开(reopened_at)之前,该年度保持结账时发布的数;历次结账与重新打开都保留。';
COMMENT ON COLUMN control.closed_year.closing_id IS '结账编号。';
COMMENT ON COLUMN control.closed_year.fiscal_year IS '年度。';
COMMENT ON COLUMN control.closed_year.reason IS '结账理由,至少 5 个字符。';
COMMENT ON COLUMN control.closed_year.closed_by IS '结账人(登录用户)。';
COMMENT ON COLUMN control.closed_year.closed_at IS '结账时间。';
COMMENT ON COLUMN control.closed_year.publication_id IS
  '结账时的发布编号,该年度保持其中的数;该发布清理后仍保留。';
COMMENT ON COLUMN control.closed_year.definition IS
  '比较版本值时 intake 各表定义的摘要,见 control.intake_watch();与现定义不同则逐份比较内容。';
COMMENT ON COLUMN control.closed_year.volume_id IS
  '承载这些数的分册,随可比口径与结账后异常更换;重新打开后为空。';
COMMENT ON COLUMN control.closed_year.reopened_by IS '重新打开者(登录用户);空表示仍在结账中。';
COMMENT ON COLUMN control.closed_year.reopened_at IS '重新打开的时间;空表示仍在结账中。';
COMMENT ON COLUMN control.closed_year.reopen_reason IS '重新打开的理由;空表示仍在结账中。';

CREATE TABLE control.closed_submission (
  closing_id    bigint  NOT NULL,
  submission_id bigint  NOT NULL,
  unit_code     text    NOT NULL,
  kind          text    NOT NULL,
  revision      integer,
  version       bigint,
  head          bigint,
  content       bigint,
  is_counted    boolean NOT NULL,
  CONSTRAINT closed_submission_has_one_row PRIMARY KEY (closing_id, submission_id),
  CONSTRAINT closed_submission_belongs_to_a_closing FOREIGN KEY (closing_id)
    REFERENCES control.closed_year (closing_id)
);
COMMENT ON TABLE control.closed_submission IS
  '结账的数所据的报送,据此得知哪些报送在结账后变动;重新打开后删除。';
COMMENT ON COLUMN control.closed_submission.closing_id IS '结账编号。';
COMMENT ON COLUMN control.closed_submission.submission_id IS '报送编号。';
COMMENT ON COLUMN control.closed_submission.unit_code IS '单位代码;空串表示结账前已删除而未计入。';
COMMENT ON COLUMN control.closed_submission.kind IS '报送类型;空串表示结账前已删除而未计入。';
COMMENT ON COLUMN control.closed_submission.revision IS '版次;空表示结账前已删除。';
COMMENT ON COLUMN control.closed_submission.version IS
  '内容如下时的版本值,见 control.submission_versions();空表示须比较内容。';
COMMENT ON COLUMN control.closed_submission.head IS
  '状态、版次与报送时间的摘要,见 control.submission_contents();空同 content。';
COMMENT ON COLUMN control.closed_submission.content IS
  '内容摘要,见 control.submission_contents();空表示发布后、结账前已变动,原内容不得而知。';
COMMENT ON COLUMN control.closed_submission.is_counted IS '是否计入所发布的数。';

-- A version is another one also where somebody has stored the same once more; the content is not.
-- Time of submission and status are none of it: an acceptance after closing changes no figure.
-- The bodies are text and not bound, since a bureau may put views in the place of the tables.
CREATE FUNCTION control.submission_contents(submission_ids bigint[])
RETURNS TABLE (submission_id bigint, head bigint, content bigint)
LANGUAGE sql
STABLE
SET search_path = pg_catalog
AS $$
  WITH line AS (
    SELECT
      submission_id,
      count(*) AS count,
      sum(
        hash_record_extended(
          ROW(
            line_no::bigint, section::text, form::text, functional_code::text,
            economic_code::text, project_code::text, printed_name::text, fund_type::text,
            expenditure_kind::text, income_kind::text, counterparty_code::text,
            -- As text, for the decimals that are printed.
            initial_budget::text, final_budget::text, actual::text
          ),
          0
        )
      ) AS weight
    FROM intake.line
    WHERE submission_id = ANY (submission_ids)
    GROUP BY submission_id
  ), figure AS (
    SELECT
      submission_id,
      sum(hash_record_extended(ROW(figure::text, value::text), 0)) AS weight
    FROM intake.stated_figure
    WHERE submission_id = ANY (submission_ids)
    GROUP BY submission_id
  ), explanation AS (
    SELECT
      submission_id,
      sum(
        hash_record_extended(
          ROW(
            seq::bigint, line_no::bigint, figure::text, amount::text, kind::text,
            counterparty_code::text, text::text
          ),
          0
        )
      ) AS weight
    FROM intake.explanation
    WHERE submission_id = ANY (submission_ids)
    GROUP BY submission_id
  )
  SELECT
    submission.submission_id::bigint,
    hash_record_extended(
      ROW(
        submission.status::text, submission.revision::integer,
        submission.submitted_at::timestamptz
      ),
      0
    ),
    hash_record_extended(
      ROW(
        submission.unit_code::text, submission.fiscal_year::integer, submission.kind::text,
        submission.amount_unit::text, submission.printed_decimals::integer, line.count,
        line.weight, figure.weight, explanation.weight
      ),
      0
    )
  FROM intake.submission
  LEFT JOIN line USING (submission_id)
  LEFT JOIN figure USING (submission_id)
  LEFT JOIN explanation USING (submission_id)
  WHERE submission_id = ANY (submission_ids)
$$;
COMMENT ON FUNCTION control.submission_contents(bigint[]) IS
  '若干报送的内容摘要 content:表头的单位、年度、类型、金额单位、小数位,以及全部明细、表外数字和说明;'
  'head 为状态、版次、报送时间的摘要,content 与之无关。';

-- Where marks are not trusted, or tables were defined anew since, equal versions say nothing, and
-- everything is compared by content.
CREATE FUNCTION control.closed_submissions(trusts_versions boolean DEFAULT true) RETURNS TABLE (
  fiscal_year integer, submission_id bigint, unit_code text, kind text, revision integer,
  is_counted boolean, state text, is_untouched boolean, content bigint, version bigint
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog
AS $$
  WITH standing AS MATERIALIZED (
    SELECT
      closed_year.closing_id,
      closed_year.fiscal_year,
      coalesce(
        trusts_versions AND watch.detection <> 'everything'
          AND watch.definition = closed_year.definition,
        false
      ) AS is_trusted
    FROM control.closed_year
    CROSS JOIN control.intake_watch() AS watch
    WHERE closed_year.reopened_at IS NULL
  ), published AS (
    SELECT standing.fiscal_year, standing.is_trusted, submission.*
    FROM standing
    JOIN control.closed_submission AS submission USING (closing_id)
  ), present AS (
    SELECT submission.*
    FROM control.submission_versions() AS submission
    JOIN standing USING (fiscal_year)
  ), pair AS MATERIALIZED (
    SELECT
      fiscal_year,
      submission_id,
      coalesce(published.unit_code, present.unit_code) AS unit_code,
      coalesce(published.kind, present.kind) AS kind,
      coalesce(published.revision, present.revision) AS revision,
      coalesce(published.is_counted, false) AS is_counted,
      published.head AS published_head,
      published.content AS published_content,
      published.closing_id IS NULL AS is_new,
      present.version,
      present.status,
      coalesce(
        published.is_trusted AND published.version = present.version
          AND published.content IS NOT NULL,
        false
      ) AS is_known
    FROM published
    FULL JOIN present USING (fiscal_year, submission_id)
  ), content AS MATERIALIZED (
    SELECT submission_id, head, content
    FROM control.submission_contents(
        ARRAY(
          SELECT submission_id
          FROM pair
          WHERE version IS NOT NULL
            AND NOT is_known
        )
      )
  )
  SELECT
    pair.fiscal_year,
    pair.submission_id,
    pair.unit_code,
    pair.kind,
    pair.revision,
    pair.is_counted,
    CASE
      WHEN pair.version IS NULL THEN 'deleted'
      WHEN pair.is_new THEN 'new'
      WHEN pair.is_known THEN 'same'
      WHEN pair.published_content IS DISTINCT FROM content.content THEN 'changed'
      WHEN pair.is_counted AND pair.status NOT IN ('submitted', 'accepted') THEN 'withdrawn'
      WHEN NOT pair.is_counted AND pair.status IN ('submitted', 'accepted')
        AND pair.published_head IS DISTINCT FROM content.head THEN 'accepted'
      ELSE 'same'
    END,
    pair.is_known
      OR coalesce(
        pair.published_content = content.content AND pair.published_head = content.head, false
      ),
    content.content,
    pair.version
  FROM pair
  LEFT JOIN content USING (submission_id)
$$;
COMMENT ON FUNCTION control.closed_submissions(boolean) IS
  '已结账各年度的报送与结账的数所据的相比:state 为 same(内容未变)、new(新增)、changed(已改)、'
  'withdrawn(内容未变而不再有效)、accepted(内容未变而转为有效)、deleted(已删);'
  'is_untouched 为状态、版次、报送时间也未变;'
  '参数为否时不信任版本值,逐一比对内容;is_counted 为结账时是否计入;content 为现内容摘要,无需比较则为空;'
  'version 为现版本值,已删则为空。';

-- A run that has begun before would show the year as it was then: nobody closes one meanwhile.
CREATE FUNCTION control.close_year(year integer, reason text) RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  asked_year   CONSTANT integer := close_year.year;
  asked_reason CONSTANT text := close_year.reason;
  found_id     bigint;
  waiting_id   bigint;
  shown        record;
  is_new       boolean;
  is_alone     boolean;
BEGIN
  IF length(btrim(asked_reason)) BETWEEN 5 AND 2000 IS NOT TRUE THEN
    RAISE EXCEPTION 'a reason takes 5 to 2000 characters'
      USING ERRCODE = '22023', CONSTRAINT = 'closing_says_why';
  END IF;
  -- Neither a second closing nor a request for the year comes in between.
  LOCK TABLE control.closed_year IN SHARE ROW EXCLUSIVE MODE;
  SELECT closing_id
  INTO found_id
  FROM control.closed_year
  WHERE fiscal_year = asked_year
    AND reopened_at IS NULL;
  is_new := found_id IS NULL;
  IF is_new THEN
    -- The lock of a run, see `try_run_lock`; the server lets one go a moment after its run has gone.
    FOR attempt IN 1..10 LOOP
      is_alone := pg_try_advisory_xact_lock(1215654266, 1);
      EXIT WHEN is_alone;
      PERFORM pg_sleep(0.1);
    END LOOP;
    IF NOT is_alone THEN
      RAISE EXCEPTION 'a run is active; close year % when it has ended', asked_year
        USING ERRCODE = '55006', CONSTRAINT = 'no_run_is_active';
    END IF;
    -- A run that has lost its lock goes on, and must not publish the year as it was before.
    UPDATE control.run_fence
    SET token = token + 1;
    SELECT placed.publication_id, placed.volume_id, volume.reported_digest, volume.filed_digest,
      input.volume_id IS NOT NULL
        AND (watch.detection = 'everything' OR watch.definition = input.definition) AS has_input,
      input.definition
    INTO shown
    FROM control.current_publication
    JOIN control.publication_year AS placed USING (publication_id)
    JOIN control.volume USING (volume_id)
    LEFT JOIN control.volume_input AS input USING (volume_id)
    CROSS JOIN control.intake_watch() AS watch
    WHERE placed.fiscal_year = asked_year;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'year % is not published, so there are no figures to keep', asked_year
        USING ERRCODE = '22023', CONSTRAINT = 'closed_year_is_published';
    ELSIF shown.reported_digest IS NULL OR shown.filed_digest IS NULL THEN
      RAISE EXCEPTION 'year % was published by an older version; run huizong run --full first',
        asked_year
        USING ERRCODE = '22023', CONSTRAINT = 'closed_year_is_of_this_version';
    ELSIF shown.has_input IS NOT TRUE THEN
      RAISE EXCEPTION 'what year % was made from is not known; run huizong run first', asked_year
        USING ERRCODE = '22023', CONSTRAINT = 'closed_year_knows_its_input';
    END IF;
    SELECT request_id
    INTO waiting_id
    FROM control.rerun_request
    WHERE fiscal_year = asked_year
      AND state IN ('open', 'taken')
    LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'request % for year % waits still; run huizong run --requested first',
        waiting_id, asked_year
        USING ERRCODE = '22023', CONSTRAINT = 'closed_year_awaits_no_rerun';
    END IF;
    INSERT INTO control.closed_year (
      fiscal_year, reason, closed_by, publication_id, definition, volume_id
    )
    VALUES (
      asked_year, asked_reason, session_user, shown.publication_id, shown.definition,
      shown.volume_id
    )
    RETURNING closing_id INTO found_id;
    INSERT INTO control.closed_submission (
      closing_id, submission_id, unit_code, kind, revision, version, head, content, is_counted
    )
    SELECT
      found_id,
      source.submission_id,
      coalesce(counted.unit_code, present.unit_code, ''),
      coalesce(counted.kind, present.kind, ''),
      present.revision,
      source.version,
      told.head,
      told.content,
      counted.submission_id IS NOT NULL
    FROM control.volume_input AS input
    CROSS JOIN LATERAL unnest(input.submission_ids, input.versions)
      AS source (submission_id, version)
    LEFT JOIN control.submission_versions() AS present
      ON present.submission_id = source.submission_id
      AND present.fiscal_year = asked_year
    LEFT JOIN store.coverage AS counted
      ON counted.fiscal_year = asked_year
      AND counted.volume_id = shown.volume_id
      AND counted.submission_id = source.submission_id
      AND counted.state IN ('effective', 'late')
    LEFT JOIN control.submission_contents(
      (
        SELECT submission_ids
        FROM control.volume_input
        WHERE volume_id = shown.volume_id
      )
    ) AS told
      ON told.submission_id = source.submission_id
      AND present.version = source.version
    WHERE input.volume_id = shown.volume_id;
  END IF;
  INSERT INTO control.audit (action, detail)
  VALUES (
    'close_year',
    jsonb_build_object(
      'closing_id', found_id, 'fiscal_year', asked_year, 'reason', asked_reason, 'new', is_new,
      'publication_id', (
        SELECT publication_id
        FROM control.closed_year
        WHERE closing_id = found_id
      )
    )
  );
  RETURN found_id;
END
$$;
REVOKE ALL ON FUNCTION control.close_year(integer, text) FROM PUBLIC;
COMMENT ON FUNCTION control.close_year(integer, text) IS
  '年度结账,返回结账编号;已结账的返回原编号。须已发布,且无待处理的重算申请、无正在进行的运行。'
  '此后该年度保持所发布的数,直至 reopen_year;结账后的报送变动列为异常。留有审计记录。';

CREATE FUNCTION control.reopen_year(year integer, reason text) RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  asked_year   CONSTANT integer := reopen_year.year;
  asked_reason CONSTANT text := reopen_year.reason;
  found_id     bigint;
BEGIN
  IF length(btrim(asked_reason)) BETWEEN 5 AND 2000 IS NOT TRUE THEN
    RAISE EXCEPTION 'a reason takes 5 to 2000 characters'
      USING ERRCODE = '22023', CONSTRAINT = 'reopening_says_why';
  END IF;
  UPDATE control.closed_year
  SET
    reopened_by = session_user,
    reopened_at = now(),
    reopen_reason = asked_reason,
    volume_id = NULL
  WHERE fiscal_year = asked_year
    AND reopened_at IS NULL
  RETURNING closing_id INTO found_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'year % is not closed', asked_year
      USING ERRCODE = '22023', CONSTRAINT = 'reopened_year_is_closed';
  END IF;
  DELETE FROM control.closed_submission
  WHERE closing_id = found_id;
  INSERT INTO control.audit (action, detail)
  VALUES (
    'reopen_year',
    jsonb_build_object(
      'closing_id', found_id, 'fiscal_year', asked_year, 'reason', asked_reason
    )
  );
  RETURN found_id;
END
$$;
REVOKE ALL ON FUNCTION control.reopen_year(integer, text) FROM PUBLIC;
COMMENT ON FUNCTION control.reopen_year(integer, text) IS
  '重新打开已结账的年度,返回结账编号;未结账即报错。下次运行按现有报送重新汇总该年度及受其影响的年度。'
  '留有审计记录。';

-- Where versions say nothing any more, contents are compared once and versions taken anew: what
-- has other contents stays to be compared.
CREATE FUNCTION control.refresh_closed_years() RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  WITH stale AS MATERIALIZED (
    SELECT closed_year.closing_id, closed_year.fiscal_year, watch.definition
    FROM control.closed_year
    CROSS JOIN control.intake_watch() AS watch
    WHERE closed_year.reopened_at IS NULL
      AND closed_year.definition IS DISTINCT FROM watch.definition
      AND watch.detection <> 'everything'
  ), refreshed AS (
    UPDATE control.closed_submission
    SET version = CASE WHEN now.is_untouched THEN now.version END
    FROM stale
    JOIN control.closed_submissions() AS now USING (fiscal_year)
    WHERE closed_submission.closing_id = stale.closing_id
      AND closed_submission.submission_id = now.submission_id
  )
  UPDATE control.closed_year
  SET definition = stale.definition
  FROM stale
  WHERE closed_year.closing_id = stale.closing_id
$$;
REVOKE ALL ON FUNCTION control.refresh_closed_years() FROM PUBLIC;
COMMENT ON FUNCTION control.refresh_closed_years() IS
  'intake 各表重新定义之后,按内容核对已结账年度的报送,并更新其版本值;由运行执行。';

-- As before, but for a closed year.
CREATE OR REPLACE FUNCTION control.request_rerun(fiscal_year integer, reason text) RETURNS bigint
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
  -- Nobody closes the year in between.
  LOCK TABLE control.closed_year IN SHARE MODE;
  IF EXISTS (
    SELECT
    FROM control.closed_year
    WHERE fiscal_year = asked_year
      AND reopened_at IS NULL
  ) THEN
    RAISE EXCEPTION 'year % is closed; reopen it first', asked_year
      USING ERRCODE = '22023', CONSTRAINT = 'requested_year_is_open';
  END IF;
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
COMMENT ON FUNCTION control.request_rerun(integer, text) IS
  '申请重算某年度,返回申请编号;该年度已有待处理申请时返回原编号,已结账的年度须先 reopen_year。留有审计记录。';

CREATE FUNCTION store.repeat_closed_volume(
  published bigint, new bigint, fiscal_year integer, remade_rules text[]
) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  table_name text;
  columns text;
BEGIN
  FOREACH table_name IN ARRAY store.volume_tables() LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    INTO columns
    FROM pg_attribute
    WHERE attrelid = format('store.%I', table_name)::regclass
      AND attnum > 0
      AND NOT attisdropped
      AND attname <> 'volume_id';
    EXECUTE format(
      'INSERT INTO %I.%I (%s) SELECT %s FROM store.%I WHERE fiscal_year = %s AND volume_id = %s%s',
      'volume_' || new, table_name, columns, columns, table_name,
      repeat_closed_volume.fiscal_year, published,
      CASE table_name
        WHEN 'anomaly' THEN format(' AND rule_code <> ALL (%L::text[])', remade_rules)
      END);
  END LOOP;
END
$$;
COMMENT ON FUNCTION store.repeat_closed_volume(bigint, bigint, integer, text[]) IS
  '把已结账年度的分册原样抄到新分册,只除去由程序重写的异常;可比口径的表随后由程序重写。';

CREATE VIEW summary.closed_year AS
SELECT
  publication.publication_id,
  publication.published_at,
  closed_year.fiscal_year,
  closed_year.closed_at,
  closed_year.reason,
  closed_year.publication_id AS kept_publication_id
FROM control.closed_year
LEFT JOIN control.current_publication ON true
LEFT JOIN control.publication
  ON publication.publication_id = current_publication.publication_id
WHERE closed_year.reopened_at IS NULL;
COMMENT ON VIEW summary.closed_year IS
  '已结账的年度,一个一行:保持结账时发布的数,重新打开之前不再重新汇总。历次结账见 control.closed_year。';
COMMENT ON COLUMN summary.closed_year.publication_id IS '当前发布编号。';
COMMENT ON COLUMN summary.closed_year.published_at IS '当前发布时间。';
COMMENT ON COLUMN summary.closed_year.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.closed_year.closed_at IS '结账时间。';
COMMENT ON COLUMN summary.closed_year.reason IS '结账理由。';
COMMENT ON COLUMN summary.closed_year.kept_publication_id IS
  '所保持的数最初取自哪次发布;该发布可能已清理。';

-- As before, but for the volumes of closed years, which stand whatever is shown now.
CREATE OR REPLACE FUNCTION control.delete_publications(publication_ids bigint[]) RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
DECLARE
  deleted bigint[];
BEGIN
  IF EXISTS (
    SELECT
    FROM control.current_publication
    WHERE publication_id = ANY (publication_ids)
  ) THEN
    RAISE EXCEPTION 'the current publication is kept'
      USING ERRCODE = '22023', CONSTRAINT = 'current_publication_is_kept';
  END IF;
  WITH gone AS (
    DELETE FROM control.publication
    WHERE publication_id = ANY (publication_ids)
    RETURNING publication_id
  )
  SELECT array_agg(publication_id ORDER BY publication_id)
  INTO deleted
  FROM gone;
  DELETE FROM control.volume
  WHERE NOT EXISTS (
      SELECT
      FROM control.publication_year
      WHERE publication_year.volume_id = volume.volume_id
    )
    AND NOT EXISTS (
      SELECT
      FROM control.closed_year
      WHERE closed_year.volume_id = volume.volume_id
    )
    -- What is attached still, because somebody reads it, is detached by a later run, while its
    -- volume is known: dropped as it is, it would keep every reader waiting.
    AND NOT EXISTS (
      SELECT
      FROM pg_inherits
      JOIN pg_class
        ON pg_class.oid = inhrelid
      WHERE relnamespace = to_regnamespace('volume_' || volume.volume_id)
    );
  IF deleted IS NOT NULL THEN
    INSERT INTO control.audit (action, detail)
    VALUES ('delete_publications', jsonb_build_object('publication_ids', deleted));
  END IF;
  RETURN coalesce(cardinality(deleted), 0);
END
$$;

COMMENT ON VIEW summary.subject_year IS
  '按功能科目、单位、年度、资金性质汇总(当前发布)。已结账的年度(summary.closed_year)保持结账时发布的数,'
  '包括上年数与增减;其后报送的变动见 summary.anomaly 中的规则 U090。';
