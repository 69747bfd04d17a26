-- 0016 answer anomalies
-- Why:   an anomaly has a life over the nights: somebody explains or accepts it, within an interval
--        and until a day, and it reopens by itself when its figure leaves the interval, its rule
--        changes or the day has passed. Statuses are worked out when somebody looks, from the
--        answers and the current publication, so that nothing can drift from them.
-- Locks: ACCESS EXCLUSIVE on store.anomaly and its partitions for a moment; the new column has a
--        constant default, so no row is rewritten.
-- Undo:  restore from backup.
ALTER TABLE store.anomaly ADD COLUMN rule_version integer NOT NULL DEFAULT 1;
ALTER TABLE store.anomaly ALTER COLUMN rule_version DROP DEFAULT;
COMMENT ON COLUMN store.anomaly.rule_version IS '发现它时规则的版本;规则改变后,原有的说明与认可不再有效。';

-- A volume that is not attached stands by itself and has not heard of the new column.
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT volume.oid::regclass AS name, known.attname IS NULL AS is_older
    FROM pg_class AS volume
    JOIN pg_namespace AS space
      ON space.oid = volume.relnamespace
    LEFT JOIN pg_attribute AS known
      ON known.attrelid = volume.oid
      AND known.attname = 'rule_version'
    WHERE space.nspname ~ '^volume_[0-9]+$'
      AND volume.relname = 'anomaly'
      AND volume.relkind = 'r'
  LOOP
    IF found.is_older THEN
      EXECUTE format(
        'ALTER TABLE %s ADD COLUMN rule_version integer NOT NULL DEFAULT 1', found.name);
      EXECUTE format('ALTER TABLE %s ALTER COLUMN rule_version DROP DEFAULT', found.name);
    END IF;
    EXECUTE format('COMMENT ON COLUMN %s.rule_version IS %L', found.name, '规则的版本。');
  END LOOP;
END
$$;

-- Year and unit are parts of the place, told apart here because a unit may answer for its own
-- anomalies only. The end of the sightings is written when an anomaly is missing for the first
-- time, with its last row, which stays when that publication's tables are gone.
ALTER TABLE control.anomaly_identity
ADD COLUMN fiscal_year integer NOT NULL
  GENERATED ALWAYS AS (split_part(place, '|', 1)::integer) STORED,
ADD COLUMN unit_code text NOT NULL
  GENERATED ALWAYS AS (
    regexp_replace(
      (regexp_match(place, '^[^|]*\|((?:[^|\\]|\\.)*)\|'))[1], '\\(.)', '\1', 'g'
    )
  ) STORED,
ADD COLUMN last_publication_id bigint,
ADD COLUMN last_published_at timestamptz,
ADD COLUMN last_row jsonb,
ADD CONSTRAINT anomaly_that_is_gone_has_its_last_row CHECK (
  (last_publication_id IS NULL) = (last_published_at IS NULL)
  AND (last_publication_id IS NULL OR last_row IS NOT NULL)
);
COMMENT ON COLUMN control.anomaly_identity.fiscal_year IS '年度,取自位置。';
COMMENT ON COLUMN control.anomaly_identity.unit_code IS '单位代码,取自位置;空串为全区。';
COMMENT ON COLUMN control.anomaly_identity.last_publication_id IS
  '最后出现的发布编号;空表示最近一次发布仍有;该发布清理后仍保留。';
COMMENT ON COLUMN control.anomaly_identity.last_published_at IS
  '最后出现的发布时间;空表示最近一次发布仍有。';
COMMENT ON COLUMN control.anomaly_identity.last_row IS '上一次消失前的内容,列名同 store.anomaly。';

CREATE FUNCTION control.forgotten_row(identity control.anomaly_identity) RETURNS jsonb
LANGUAGE sql
STABLE
RETURN jsonb_build_object(
  'rule_code', (identity).rule_code, 'severity', 'info', 'title', (identity).rule_code,
  'message', '原内容已清理。', 'evidence', jsonb_build_array(), 'rule_version', 1
);
COMMENT ON FUNCTION control.forgotten_row(control.anomaly_identity) IS
  '原结果表已清理时代替最后内容的一行。';

-- The volumes of earlier publications need not be attached any more, but are still there.
CREATE TEMPORARY TABLE seen_row (
  fiscal_year integer NOT NULL,
  volume_id   bigint  NOT NULL,
  rule_code   text    NOT NULL,
  place       text    NOT NULL,
  content     jsonb   NOT NULL
) ON COMMIT DROP;
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT volume.volume_id
    FROM control.volume
    WHERE to_regclass(format('volume_%s.anomaly', volume.volume_id)) IS NOT NULL
  LOOP
    EXECUTE format(
      'INSERT INTO pg_temp.seen_row (fiscal_year, volume_id, rule_code, place, content) '
      'SELECT fiscal_year, volume_id, rule_code, place, to_jsonb(anomaly) - %L FROM %I.anomaly',
      'volume_id', 'volume_' || found.volume_id);
  END LOOP;
END
$$;

-- What earlier publications showed and the newest does not.
WITH shown AS MATERIALIZED (
  SELECT anomaly.rule_code, anomaly.place
  FROM control.publication_year AS placed
  JOIN store.anomaly USING (fiscal_year, volume_id)
  WHERE placed.publication_id = (
      SELECT max(publication_id)
      FROM control.publication
    )
), last_use AS (
  SELECT fiscal_year, volume_id, max(publication_id) AS publication_id
  FROM control.publication_year
  GROUP BY fiscal_year, volume_id
), seen AS (
  SELECT DISTINCT ON (seen_row.rule_code, seen_row.place)
    seen_row.rule_code,
    seen_row.place,
    publication.publication_id,
    publication.published_at,
    seen_row.content
  FROM last_use
  JOIN control.publication USING (publication_id)
  JOIN pg_temp.seen_row USING (fiscal_year, volume_id)
  WHERE NOT EXISTS (
      SELECT
      FROM shown
      WHERE shown.rule_code = seen_row.rule_code
        AND shown.place = seen_row.place
    )
  ORDER BY seen_row.rule_code, seen_row.place, publication.publication_id DESC
)
UPDATE control.anomaly_identity AS identity
SET
  last_publication_id = coalesce(seen.publication_id, identity.first_publication_id),
  last_published_at = coalesce(seen.published_at, identity.first_published_at),
  last_row = coalesce(seen.content, control.forgotten_row(identity))
FROM control.anomaly_identity AS known
LEFT JOIN seen USING (rule_code, place)
WHERE known.anomaly_id = identity.anomaly_id
  AND NOT EXISTS (
    SELECT
    FROM shown
    WHERE shown.rule_code = identity.rule_code
      AND shown.place = identity.place
  );

-- What somebody has said about an anomaly. Of each kind the latest counts: a narrower interval or
-- an earlier day replaces what was said before, and both stay on record.
CREATE TABLE control.anomaly_answer (
  answer_id      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  anomaly_id     bigint      NOT NULL,
  kind           text        NOT NULL,
  text           text        NOT NULL,
  valid_until    date,
  low            numeric,
  high           numeric,
  stated         numeric,
  rule_version   integer     NOT NULL,
  publication_id bigint      NOT NULL,
  answered_by    text        NOT NULL DEFAULT session_user,
  answered_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT answer_has_one_row PRIMARY KEY (answer_id),
  CONSTRAINT answer_belongs_to_an_anomaly FOREIGN KEY (anomaly_id)
    REFERENCES control.anomaly_identity (anomaly_id),
  CONSTRAINT answer_kind_is_known CHECK (kind IN ('explain', 'accept')),
  CONSTRAINT answer_says_something CHECK (length(btrim(text)) BETWEEN 5 AND 2000),
  CONSTRAINT interval_is_not_empty CHECK (low <= high),
  CONSTRAINT interval_holds_the_stated_figure CHECK (
    stated >= coalesce(low, stated)
    AND stated <= coalesce(high, stated)
  ),
  CONSTRAINT interval_needs_a_figure CHECK (stated IS NOT NULL OR coalesce(low, high) IS NULL)
);
CREATE INDEX anomaly_answer_by_anomaly ON control.anomaly_answer (anomaly_id, kind, answer_id);
CREATE TRIGGER anomaly_answer_does_not_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON control.anomaly_answer
FOR EACH STATEMENT EXECUTE FUNCTION control.refuse_change();
COMMENT ON TABLE control.anomaly_answer IS '对异常的说明与认可,只增不改;同类以最后一条为准。';
COMMENT ON COLUMN control.anomaly_answer.answer_id IS '答复编号。';
COMMENT ON COLUMN control.anomaly_answer.anomaly_id IS '异常编号。';
COMMENT ON COLUMN control.anomaly_answer.kind IS '种类:explain 单位说明,accept 财政认可。';
COMMENT ON COLUMN control.anomaly_answer.text IS '内容,至少 5 个字符。';
COMMENT ON COLUMN control.anomaly_answer.valid_until IS
  '有效期末日(含),北京时间;空表示长期有效。';
COMMENT ON COLUMN control.anomaly_answer.low IS '填报数在此下限(含)以上时有效;空表示无下限。';
COMMENT ON COLUMN control.anomaly_answer.high IS '填报数在此上限(含)以下时有效;空表示无上限。';
COMMENT ON COLUMN control.anomaly_answer.stated IS
  '答复时印出的数:金额为元,百分比与计数为原数;空表示该异常没有数。';
COMMENT ON COLUMN control.anomaly_answer.rule_version IS '答复时规则的版本。';
COMMENT ON COLUMN control.anomaly_answer.publication_id IS '答复时的发布编号;该发布清理后仍保留。';
COMMENT ON COLUMN control.anomaly_answer.answered_by IS '答复人(登录用户)。';
COMMENT ON COLUMN control.anomaly_answer.answered_at IS '答复时间。';

CREATE FUNCTION control.today() RETURNS date
LANGUAGE sql
STABLE
RETURN (now() AT TIME ZONE 'Asia/Shanghai')::date;
COMMENT ON FUNCTION control.today() IS '今天,北京时间,与会话的时区无关。';

-- A figure that comes back into the interval is covered again: the answer was about the figure.
CREATE FUNCTION control.answer_lapse(
  answer control.anomaly_answer, stated numeric, rule_version integer, day date
) RETURNS text
LANGUAGE sql
IMMUTABLE
RETURN CASE
  WHEN (answer).rule_version <> rule_version THEN 'rule_changed'
  WHEN ((answer).stated IS NULL) <> (stated IS NULL) THEN 'figure_changed'
  WHEN stated < (answer).low OR stated > (answer).high THEN 'figure_changed'
  WHEN (answer).valid_until < day THEN 'expired'
END;
COMMENT ON FUNCTION control.answer_lapse(control.anomaly_answer, numeric, integer, date) IS
  '答复在某日失效的原因:rule_changed 规则已改,figure_changed 数已改出区间,expired 过期;有效为空。';

-- The tree of the year: of the rows valid in it, the one that began last. A cycle ends the walk.
-- The body is text and not bound, since a bureau may put a view in the place of reference.unit.
CREATE FUNCTION control.is_member_of(role_name text, unit_code text, fiscal_year integer)
RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  WITH RECURSIVE above AS (
    SELECT is_member_of.unit_code AS unit_code
    UNION
    SELECT placed.parent_code
    FROM above
    CROSS JOIN LATERAL (
      SELECT unit.parent_code
      FROM reference.unit
      WHERE unit.unit_code = above.unit_code
        AND unit.valid_from <= is_member_of.fiscal_year
        AND (unit.valid_to IS NULL OR unit.valid_to >= is_member_of.fiscal_year)
      ORDER BY unit.valid_from DESC
      LIMIT 1
    ) AS placed
    WHERE placed.parent_code IS NOT NULL
  )
  SELECT EXISTS (
    SELECT
    FROM above
    JOIN control.unit_member AS member USING (unit_code)
    WHERE member.role_name = is_member_of.role_name
      AND (member.with_children OR member.unit_code = is_member_of.unit_code)
  );
$$;
REVOKE ALL ON FUNCTION control.is_member_of(text, text, integer) FROM PUBLIC;
COMMENT ON FUNCTION control.is_member_of(text, text, integer) IS
  '用户在某年度是否属于某单位,或属于其任一上级并包括下级。';

-- Who belongs where decides who may answer, so that changing it leaves a trace as well.
CREATE FUNCTION control.audit_membership() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO control.audit (action, detail)
  VALUES (
    'change_unit_member', jsonb_build_object('old', to_jsonb(OLD), 'new', to_jsonb(NEW))
  );
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION control.audit_membership() FROM PUBLIC;
COMMENT ON FUNCTION control.audit_membership() IS '触发器:单位成员的变动留有审计记录。';
CREATE TRIGGER membership_is_audited
AFTER INSERT OR UPDATE OR DELETE ON control.unit_member
FOR EACH ROW EXECUTE FUNCTION control.audit_membership();

CREATE OR REPLACE VIEW summary.anomaly AS
SELECT
  placed.publication_id,
  (
    SELECT published_at
    FROM control.publication
    JOIN control.current_publication USING (publication_id)
  ) AS published_at,
  identity.anomaly_id,
  anomaly.rule_code,
  anomaly.severity,
  anomaly.fiscal_year,
  anomaly.unit_code,
  anomaly.subject_code,
  anomaly.figure,
  anomaly.section,
  anomaly.line_no,
  anomaly.submission_id,
  anomaly.title,
  anomaly.message,
  anomaly.stated,
  anomaly.expected_low,
  anomaly.expected_high,
  anomaly.difference,
  anomaly.cause,
  anomaly.suggestion,
  CASE
    WHEN answered.is_accepted THEN 'accepted'
    WHEN answered.is_explained THEN 'explained'
    WHEN answered.is_accepted IS NOT NULL OR answered.is_explained IS NOT NULL THEN 'reopened'
    WHEN identity.first_publication_id = placed.publication_id THEN 'new'
    ELSE 'open'
  END AS status,
  identity.first_published_at,
  anomaly.evidence,
  anomaly.rule_version
FROM control.publication_year AS placed
JOIN store.anomaly
  ON anomaly.fiscal_year = placed.fiscal_year
  AND anomaly.volume_id = placed.volume_id
JOIN control.anomaly_identity AS identity
  ON identity.rule_code = anomaly.rule_code
  AND identity.place = anomaly.place
LEFT JOIN LATERAL (
  SELECT
    bool_or(latest.lapse IS NULL) FILTER (WHERE latest.kind = 'accept') AS is_accepted,
    bool_or(latest.lapse IS NULL) FILTER (WHERE latest.kind = 'explain') AS is_explained
  FROM (
    SELECT DISTINCT ON (answer.kind)
      answer.kind,
      control.answer_lapse(
        answer, anomaly.stated, anomaly.rule_version, control.today()
      ) AS lapse
    FROM control.anomaly_answer AS answer
    WHERE answer.anomaly_id = identity.anomaly_id
    ORDER BY answer.kind, answer.answer_id DESC
  ) AS latest
) AS answered ON true
WHERE placed.publication_id = (
    SELECT publication_id
    FROM control.current_publication
  );
COMMENT ON COLUMN summary.anomaly.status IS
  '状态:new 新出现,open 未处理,explained 已说明,accepted 已认可,reopened 答复失效后重新打开。';
COMMENT ON COLUMN summary.anomaly.rule_version IS '规则的版本。';

-- A publication that was taken back may have shown anomalies first: they are not known yet.
CREATE VIEW summary.anomaly_history AS
SELECT
  publication.publication_id,
  publication.published_at,
  identity.anomaly_id,
  identity.rule_code,
  coalesce(now.severity, seen.severity) AS severity,
  identity.fiscal_year,
  identity.unit_code,
  coalesce(now.subject_code, seen.subject_code) AS subject_code,
  coalesce(now.figure, seen.figure) AS figure,
  coalesce(now.section, seen.section) AS section,
  coalesce(now.line_no, seen.line_no) AS line_no,
  coalesce(now.submission_id, seen.submission_id) AS submission_id,
  coalesce(now.title, seen.title) AS title,
  coalesce(now.message, seen.message) AS message,
  coalesce(now.stated, seen.stated) AS stated,
  coalesce(now.expected_low, seen.expected_low) AS expected_low,
  coalesce(now.expected_high, seen.expected_high) AS expected_high,
  coalesce(now.difference, seen.difference) AS difference,
  coalesce(now.cause, seen.cause) AS cause,
  coalesce(now.suggestion, seen.suggestion) AS suggestion,
  coalesce(now.status, 'resolved') AS status,
  identity.first_published_at,
  coalesce(now.evidence, seen.evidence) AS evidence,
  coalesce(now.rule_version, seen.rule_version) AS rule_version,
  identity.place,
  identity.first_publication_id,
  CASE
    WHEN now.anomaly_id IS NULL THEN identity.last_publication_id
    ELSE publication.publication_id
  END AS last_publication_id,
  CASE
    WHEN now.anomaly_id IS NULL THEN identity.last_published_at
    ELSE publication.published_at
  END AS last_published_at,
  (
    SELECT coalesce(jsonb_agg(said.document ORDER BY said.answer_id), '[]')
    FROM (
      SELECT
        answer.answer_id,
        jsonb_build_object(
          'answer_id', answer.answer_id,
          'kind', answer.kind,
          'text', answer.text,
          'answered_by', answer.answered_by,
          'answered_at', answer.answered_at,
          'valid_until', answer.valid_until,
          'low', answer.low,
          'high', answer.high,
          'rule_version', answer.rule_version,
          'publication_id', answer.publication_id,
          'lapse', CASE
            WHEN lead(answer.answer_id) OVER (
              PARTITION BY answer.kind
              ORDER BY answer.answer_id
            ) IS NOT NULL THEN 'replaced'
            WHEN now.anomaly_id IS NOT NULL THEN control.answer_lapse(
              answer, now.stated, now.rule_version, control.today()
            )
          END
        ) AS document
      FROM control.anomaly_answer AS answer
      WHERE answer.anomaly_id = identity.anomaly_id
    ) AS said
  ) AS answers
FROM control.current_publication
JOIN control.publication USING (publication_id)
JOIN control.anomaly_identity AS identity
  ON identity.first_publication_id <= publication.publication_id
LEFT JOIN summary.anomaly AS now
  ON now.anomaly_id = identity.anomaly_id
CROSS JOIN LATERAL jsonb_populate_record(
  NULL::store.anomaly, CASE WHEN now.anomaly_id IS NULL THEN identity.last_row END
) AS seen;
COMMENT ON VIEW summary.anomaly_history IS
  '全部已知异常的经过:当前发布中的,以及已不再出现的(resolved),附历次答复。';
COMMENT ON COLUMN summary.anomaly_history.publication_id IS '当前发布编号。';
COMMENT ON COLUMN summary.anomaly_history.published_at IS '当前发布时间。';
COMMENT ON COLUMN summary.anomaly_history.anomaly_id IS '异常编号,跨运行不变。';
COMMENT ON COLUMN summary.anomaly_history.rule_code IS '规则代码。';
COMMENT ON COLUMN summary.anomaly_history.severity IS
  '程度:error 错误,review 需核实,undetermined 无法判定,info 提示。';
COMMENT ON COLUMN summary.anomaly_history.fiscal_year IS '年度。';
COMMENT ON COLUMN summary.anomaly_history.unit_code IS '单位代码。';
COMMENT ON COLUMN summary.anomaly_history.subject_code IS '科目代码。';
COMMENT ON COLUMN summary.anomaly_history.figure IS '数字名称。';
COMMENT ON COLUMN summary.anomaly_history.section IS '部分。';
COMMENT ON COLUMN summary.anomaly_history.line_no IS '行号。';
COMMENT ON COLUMN summary.anomaly_history.submission_id IS '报送编号。';
COMMENT ON COLUMN summary.anomaly_history.title IS '规则名称。';
COMMENT ON COLUMN summary.anomaly_history.message IS '说明。';
COMMENT ON COLUMN summary.anomaly_history.stated IS
  '印出的数(已不再出现的为最后一次):金额为元,百分比与计数为原数。';
COMMENT ON COLUMN summary.anomaly_history.expected_low IS '推算下限。';
COMMENT ON COLUMN summary.anomaly_history.expected_high IS '推算上限。';
COMMENT ON COLUMN summary.anomaly_history.difference IS '印出的数减最近的界限。';
COMMENT ON COLUMN summary.anomaly_history.cause IS '可能的原因;空表示未找到。';
COMMENT ON COLUMN summary.anomaly_history.suggestion IS '建议。';
COMMENT ON COLUMN summary.anomaly_history.status IS
  '状态:new、open、explained、accepted、reopened 同 summary.anomaly,resolved 已不再出现。';
COMMENT ON COLUMN summary.anomaly_history.first_published_at IS '首次发布时间。';
COMMENT ON COLUMN summary.anomaly_history.evidence IS '所据各数:名称、印出的数、上下限、行号。';
COMMENT ON COLUMN summary.anomaly_history.rule_version IS '规则的版本。';
COMMENT ON COLUMN summary.anomaly_history.place IS '位置,与规则代码合为异常的身份。';
COMMENT ON COLUMN summary.anomaly_history.first_publication_id IS '首次出现的发布编号。';
COMMENT ON COLUMN summary.anomaly_history.last_publication_id IS '最后出现的发布编号。';
COMMENT ON COLUMN summary.anomaly_history.last_published_at IS '最后出现的发布时间。';
COMMENT ON COLUMN summary.anomaly_history.answers IS
  '历次答复,按先后;lapse 为失效原因:replaced 已被后来的同类答复取代,其余见 control.answer_lapse。';

-- The refusals carry the name of what was not kept, by which the program tells them.
CREATE FUNCTION control.answer_anomaly(
  anomaly_id bigint, kind text, text text, valid_until date DEFAULT NULL,
  low numeric DEFAULT NULL, high numeric DEFAULT NULL
) RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  asked_id    CONSTANT bigint := answer_anomaly.anomaly_id;
  asked_kind  CONSTANT text := answer_anomaly.kind;
  asked_text  CONSTANT text := answer_anomaly.text;
  asked_until CONSTANT date := answer_anomaly.valid_until;
  lowest      numeric := answer_anomaly.low;
  highest     numeric := answer_anomaly.high;
  -- Where nobody has set up the roles, the owner of the schema stands in for the administrator.
  admin_role  CONSTANT oid := coalesce(to_regrole('huizong_admin')::oid, current_user::regrole);
  place       record;
  is_member   boolean;
  new_id      bigint;
BEGIN
  IF asked_kind IS NULL OR asked_kind NOT IN ('explain', 'accept') THEN
    RAISE EXCEPTION 'an answer is explain or accept, not %', coalesce(asked_kind, 'null')
      USING ERRCODE = '22023', CONSTRAINT = 'answer_kind_is_known';
  END IF;
  SELECT identity.unit_code, identity.fiscal_year, now.publication_id, now.stated,
    now.rule_version
  INTO place
  FROM control.anomaly_identity AS identity
  LEFT JOIN summary.anomaly AS now USING (anomaly_id)
  WHERE identity.anomaly_id = asked_id
  LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no anomaly %', asked_id
      USING ERRCODE = '22023', CONSTRAINT = 'anomaly_is_known';
  END IF;
  is_member := control.is_member_of(session_user, place.unit_code, place.fiscal_year);
  IF asked_kind = 'explain' AND NOT is_member THEN
    RAISE EXCEPTION 'anomaly % belongs to unit %, of which % is no member', asked_id,
      place.unit_code, session_user
      USING ERRCODE = '42501', CONSTRAINT = 'units_explain_their_own';
  ELSIF asked_kind = 'accept' AND NOT pg_has_role(session_user, admin_role, 'MEMBER') THEN
    RAISE EXCEPTION 'only an administrator accepts an anomaly, and % is none', session_user
      USING ERRCODE = '42501', CONSTRAINT = 'administrators_accept';
  ELSIF asked_kind = 'accept' AND is_member THEN
    RAISE EXCEPTION '% belongs to unit % and cannot accept its anomalies', session_user,
      place.unit_code
      USING ERRCODE = '42501', CONSTRAINT = 'nobody_accepts_their_own';
  END IF;
  IF place.publication_id IS NULL THEN
    RAISE EXCEPTION 'anomaly % is not in the current publication', asked_id
      USING ERRCODE = '22023', CONSTRAINT = 'answered_anomaly_is_current';
  ELSIF length(btrim(asked_text)) BETWEEN 5 AND 2000 IS NOT TRUE THEN
    RAISE EXCEPTION 'an answer takes 5 to 2000 characters'
      USING ERRCODE = '22023', CONSTRAINT = 'answer_says_something';
  ELSIF asked_until < control.today() THEN
    RAISE EXCEPTION 'valid_until % has passed already', asked_until
      USING ERRCODE = '22023', CONSTRAINT = 'answer_is_valid_today';
  ELSIF place.stated IS NULL AND coalesce(lowest, highest) IS NOT NULL THEN
    RAISE EXCEPTION 'anomaly % states no figure that an interval could hold', asked_id
      USING ERRCODE = '22023', CONSTRAINT = 'interval_needs_a_figure';
  END IF;
  IF coalesce(lowest, highest) IS NULL THEN
    lowest := place.stated;
    highest := place.stated;
  ELSIF place.stated < lowest OR place.stated > highest OR 'NaN' IN (lowest, highest) THEN
    RAISE EXCEPTION 'the interval from % to % does not hold the stated figure %',
      coalesce(lowest::text, '-'), coalesce(highest::text, '-'), place.stated
      USING ERRCODE = '22023', CONSTRAINT = 'interval_holds_the_stated_figure';
  END IF;
  INSERT INTO control.anomaly_answer (
    anomaly_id, kind, text, valid_until, low, high, stated, rule_version, publication_id,
    answered_by
  )
  VALUES (
    asked_id, asked_kind, asked_text, asked_until, nullif(lowest, '-Infinity'),
    nullif(highest, 'Infinity'), place.stated, place.rule_version, place.publication_id,
    session_user
  )
  RETURNING answer_id INTO new_id;
  INSERT INTO control.audit (action, detail)
  VALUES (
    'answer_anomaly',
    jsonb_build_object(
      'answer_id', new_id, 'anomaly_id', asked_id, 'kind', asked_kind, 'text', asked_text,
      'valid_until', asked_until, 'low', nullif(lowest, '-Infinity'),
      'high', nullif(highest, 'Infinity'), 'stated', place.stated,
      'rule_version', place.rule_version, 'publication_id', place.publication_id
    )
  );
  RETURN new_id;
END
$$;
REVOKE ALL ON FUNCTION control.answer_anomaly(bigint, text, text, date, numeric, numeric)
FROM PUBLIC;
COMMENT ON FUNCTION control.answer_anomaly(bigint, text, text, date, numeric, numeric) IS
  '答复异常,返回答复编号:单位说明(explain)本单位的异常,管理员认可(accept)他单位的异常。'
  '填报数在 low 与 high 之间时有效,两端皆空即限于现数,-Infinity 与 Infinity 为不限。留有审计记录。';
