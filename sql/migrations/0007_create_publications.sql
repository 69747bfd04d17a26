-- 0007 create publications
-- Why:   a publication is immutable and complete, and readers see one at a time: the one that a
--        single pointer row names. A year that did not change keeps its volume.
-- Locks: none, everything is new.  Undo: restore from backup.
-- A publication may be deleted by retention, never changed.
CREATE TABLE control.volume (
  volume_id         bigint  NOT NULL GENERATED ALWAYS AS IDENTITY,
  run_id            bigint  NOT NULL,
  fiscal_year       integer NOT NULL,
  cell_digest       text    NOT NULL,
  list_digest       text    NOT NULL,
  cell_count        bigint  NOT NULL,
  line_count        bigint  NOT NULL,
  submission_count  bigint  NOT NULL,
  total_initial_fen numeric,
  total_final_fen   numeric,
  total_actual_fen  numeric,
  CONSTRAINT volume_has_one_row PRIMARY KEY (volume_id),
  CONSTRAINT run_makes_one_volume_a_year UNIQUE (run_id, fiscal_year),
  CONSTRAINT volume_belongs_to_a_run FOREIGN KEY (run_id) REFERENCES control.run (run_id),
  CONSTRAINT fiscal_year_is_plausible CHECK (fiscal_year BETWEEN 1949 AND 2999),
  CONSTRAINT counts_are_not_negative CHECK (
    cell_count >= 0
    AND line_count >= 0
    AND submission_count >= 0
  ),
  CONSTRAINT totals_are_whole_fen CHECK (
    total_initial_fen = trunc(total_initial_fen)
    AND total_final_fen = trunc(total_final_fen)
    AND total_actual_fen = trunc(total_actual_fen)
  )
);
CREATE TRIGGER volume_does_not_change
BEFORE UPDATE ON control.volume
FOR EACH ROW EXECUTE FUNCTION control.refuse_change();
COMMENT ON TABLE control.volume IS '分册:某次运行为某年度生成的一组结果表。';
COMMENT ON COLUMN control.volume.volume_id IS '分册编号。';
COMMENT ON COLUMN control.volume.run_id IS '生成它的运行编号。';
COMMENT ON COLUMN control.volume.fiscal_year IS '年度。';
COMMENT ON COLUMN control.volume.cell_digest IS '汇总单元的内容摘要。';
COMMENT ON COLUMN control.volume.list_digest IS '报送情况与异常的内容摘要。';
COMMENT ON COLUMN control.volume.cell_count IS '汇总单元数。';
COMMENT ON COLUMN control.volume.line_count IS '有效报送的行数。';
COMMENT ON COLUMN control.volume.submission_count IS '有效报送数。';
COMMENT ON COLUMN control.volume.total_initial_fen IS '年初预算合计,单位:分;空表示无人填报。';
COMMENT ON COLUMN control.volume.total_final_fen IS '全年预算合计,单位:分;空表示无人填报。';
COMMENT ON COLUMN control.volume.total_actual_fen IS '决算合计,单位:分;空表示无人填报。';

CREATE TABLE control.publication (
  publication_id    bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  run_id            bigint      NOT NULL,
  published_at      timestamptz NOT NULL DEFAULT now(),
  fiscal_years      integer[]   NOT NULL,
  digest            text        NOT NULL,
  cell_count        bigint      NOT NULL,
  coverage_count    bigint      NOT NULL,
  anomaly_count     bigint      NOT NULL,
  line_count        bigint      NOT NULL,
  submission_count  bigint      NOT NULL,
  total_initial_fen numeric,
  total_final_fen   numeric,
  total_actual_fen  numeric,
  CONSTRAINT publication_has_one_row PRIMARY KEY (publication_id),
  CONSTRAINT run_publishes_once UNIQUE (run_id),
  CONSTRAINT publication_belongs_to_a_run FOREIGN KEY (run_id) REFERENCES control.run (run_id),
  CONSTRAINT counts_are_not_negative CHECK (
    cell_count >= 0
    AND coverage_count >= 0
    AND anomaly_count >= 0
    AND line_count >= 0
    AND submission_count >= 0
  ),
  CONSTRAINT totals_are_whole_fen CHECK (
    total_initial_fen = trunc(total_initial_fen)
    AND total_final_fen = trunc(total_final_fen)
    AND total_actual_fen = trunc(total_actual_fen)
  )
);
CREATE TRIGGER publication_does_not_change
BEFORE UPDATE ON control.publication
FOR EACH ROW EXECUTE FUNCTION control.refuse_change();
COMMENT ON TABLE control.publication IS '历次发布;发布后不再改变。';
COMMENT ON COLUMN control.publication.publication_id IS '发布编号。';
COMMENT ON COLUMN control.publication.run_id IS '产生它的运行编号。';
COMMENT ON COLUMN control.publication.published_at IS '发布时间。';
COMMENT ON COLUMN control.publication.fiscal_years IS '包含的年度。';
COMMENT ON COLUMN control.publication.digest IS '内容摘要:汇总单元、报送情况与异常的值,不含编号、时间与状态。';
COMMENT ON COLUMN control.publication.cell_count IS '汇总单元数。';
COMMENT ON COLUMN control.publication.coverage_count IS '报送情况条数。';
COMMENT ON COLUMN control.publication.anomaly_count IS '异常条数。';
COMMENT ON COLUMN control.publication.line_count IS '计入的报送行数。';
COMMENT ON COLUMN control.publication.submission_count IS '有效报送数。';
COMMENT ON COLUMN control.publication.total_initial_fen IS
  '各年年初预算合计,单位:分;空表示无人填报。';
COMMENT ON COLUMN control.publication.total_final_fen IS
  '各年全年预算合计,单位:分;空表示无人填报。';
COMMENT ON COLUMN control.publication.total_actual_fen IS
  '各年决算合计,单位:分;空表示无人填报。';

CREATE TABLE control.publication_year (
  publication_id bigint  NOT NULL,
  fiscal_year    integer NOT NULL,
  volume_id      bigint  NOT NULL,
  CONSTRAINT publication_has_one_volume_a_year PRIMARY KEY (publication_id, fiscal_year),
  CONSTRAINT year_belongs_to_a_publication FOREIGN KEY (publication_id)
    REFERENCES control.publication (publication_id) ON DELETE CASCADE,
  CONSTRAINT year_has_a_volume FOREIGN KEY (volume_id) REFERENCES control.volume (volume_id)
);
CREATE INDEX publication_year_by_volume ON control.publication_year (volume_id);
CREATE TRIGGER publication_year_does_not_change
BEFORE UPDATE ON control.publication_year
FOR EACH ROW EXECUTE FUNCTION control.refuse_change();
COMMENT ON TABLE control.publication_year IS '每次发布的各年度所用分册;未变化的年度沿用旧分册。';
COMMENT ON COLUMN control.publication_year.publication_id IS '发布编号。';
COMMENT ON COLUMN control.publication_year.fiscal_year IS '年度。';
COMMENT ON COLUMN control.publication_year.volume_id IS '分册编号。';

CREATE TABLE control.current_publication (
  only_row       boolean NOT NULL DEFAULT true,
  publication_id bigint,
  fence_token    bigint  NOT NULL DEFAULT 0,
  CONSTRAINT current_publication_has_one_row PRIMARY KEY (only_row),
  CONSTRAINT only_row_is_true CHECK (only_row),
  CONSTRAINT current_publication_exists FOREIGN KEY (publication_id)
    REFERENCES control.publication (publication_id)
);
COMMENT ON TABLE control.current_publication IS '当前发布的指针,仅一行。';
COMMENT ON COLUMN control.current_publication.only_row IS '恒为真,保证仅一行。';
COMMENT ON COLUMN control.current_publication.publication_id IS '当前发布编号;空表示尚无发布。';
COMMENT ON COLUMN control.current_publication.fence_token IS '最近一次移动指针的防护令牌,只增不减。';
INSERT INTO control.current_publication (publication_id)
VALUES (NULL);

CREATE FUNCTION control.refuse_older_token() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog
AS $$
BEGIN
  IF NEW.fence_token <= OLD.fence_token THEN
    RAISE EXCEPTION 'fence token % does not follow %', NEW.fence_token, OLD.fence_token
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fence_token_only_grows';
  END IF;
  RETURN NEW;
END
$$;
COMMENT ON FUNCTION control.refuse_older_token() IS '触发器:移动指针的防护令牌只增不减。';
CREATE TRIGGER fence_token_only_grows
BEFORE UPDATE ON control.current_publication
FOR EACH ROW EXECUTE FUNCTION control.refuse_older_token();
CREATE TRIGGER current_publication_stays
BEFORE DELETE ON control.current_publication
FOR EACH ROW EXECUTE FUNCTION control.refuse_change();

CREATE TABLE control.anomaly_identity (
  anomaly_id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  rule_code            text        NOT NULL,
  place                text        NOT NULL,
  first_publication_id bigint      NOT NULL,
  first_published_at   timestamptz NOT NULL,
  CONSTRAINT anomaly_has_one_row PRIMARY KEY (anomaly_id),
  CONSTRAINT anomaly_is_its_rule_and_place UNIQUE (rule_code, place)
);
COMMENT ON TABLE control.anomaly_identity IS '异常的身份:规则与位置,跨运行保持不变,与数值无关。';
COMMENT ON COLUMN control.anomaly_identity.anomaly_id IS '异常编号。';
COMMENT ON COLUMN control.anomaly_identity.rule_code IS '规则代码。';
COMMENT ON COLUMN control.anomaly_identity.place IS
  '位置:年度、单位、部分、表、资金、性质、代码、数字、次序。';
COMMENT ON COLUMN control.anomaly_identity.first_publication_id IS
  '首次出现的发布编号;该发布清理后仍保留。';
COMMENT ON COLUMN control.anomaly_identity.first_published_at IS '首次发布时间。';
