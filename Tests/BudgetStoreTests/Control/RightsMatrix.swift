/// What each role may do to each object, owners aside: what `deploy/postgres/roles.sql` and the
/// migrations must come to, no right more and none less.
///
/// An object that does not stand here is nobody's but its owner's: `huizong_batch` owns `store` and
/// the volumes, which it makes, attaches and detaches, `huizong_owner` all else. What PUBLIC may
/// execute works with the caller's own rights, in schemas that few may enter.
enum RightsMatrix {
  static let lines = """
    column control.closed_year.volume_id batch=UPDATE
    database - admin=CONNECT,TEMPORARY analyst=CONNECT batch=CONNECT,CREATE,TEMPORARY \
    owner=CONNECT,CREATE,TEMPORARY unit=CONNECT
    function control.announce_request PUBLIC=EXECUTE
    function control.answer_anomaly admin=EXECUTE unit=EXECUTE
    function control.answer_lapse PUBLIC=EXECUTE
    function control.answers_known_at PUBLIC=EXECUTE
    function control.close_year admin=EXECUTE
    function control.closed_submissions PUBLIC=EXECUTE
    function control.delete_publications batch=EXECUTE
    function control.expect_kept PUBLIC=EXECUTE
    function control.fold_changes batch=EXECUTE
    function control.forgotten_row PUBLIC=EXECUTE
    function control.intake_watch PUBLIC=EXECUTE
    function control.keep_marks PUBLIC=EXECUTE
    function control.mark_weight PUBLIC=EXECUTE
    function control.refresh_closed_years batch=EXECUTE
    function control.refuse_audit_change PUBLIC=EXECUTE
    function control.refuse_change PUBLIC=EXECUTE
    function control.refuse_illegal_run_move PUBLIC=EXECUTE
    function control.refuse_older_token PUBLIC=EXECUTE
    function control.refuse_other_head PUBLIC=EXECUTE
    function control.reopen_dead_requests PUBLIC=EXECUTE
    function control.reopen_year admin=EXECUTE
    function control.request_rerun admin=EXECUTE
    function control.submission_contents PUBLIC=EXECUTE
    function control.submission_versions PUBLIC=EXECUTE
    function control.today PUBLIC=EXECUTE
    function import.clear PUBLIC=EXECUTE
    function import.column_list PUBLIC=EXECUTE
    function import.constraint_defects PUBLIC=EXECUTE
    function import.defects PUBLIC=EXECUTE
    function import.key_defects PUBLIC=EXECUTE
    function import.load PUBLIC=EXECUTE
    function import.orphan_defects PUBLIC=EXECUTE
    function import.settle PUBLIC=EXECUTE
    function import.stage PUBLIC=EXECUTE
    function import.staged PUBLIC=EXECUTE
    function import.target PUBLIC=EXECUTE
    function intake.is_amount PUBLIC=EXECUTE
    function own_summary.anomaly_rows unit=EXECUTE
    function own_summary.coverage_rows unit=EXECUTE
    function own_summary.economic_year_rows unit=EXECUTE
    function own_summary.figure_year_rows unit=EXECUTE
    function own_summary.income_year_rows unit=EXECUTE
    function own_summary.project_year_rows unit=EXECUTE
    function own_summary.publication_rows unit=EXECUTE
    function own_summary.subject_year_rows unit=EXECUTE
    function own_summary.unit_indicator_rows unit=EXECUTE
    function reference.is_code PUBLIC=EXECUTE
    function store.apportioned PUBLIC=EXECUTE
    function store.attach_volume PUBLIC=EXECUTE
    function store.await_planning PUBLIC=EXECUTE
    function store.await_snapshots PUBLIC=EXECUTE
    function store.changed_tiles PUBLIC=EXECUTE
    function store.comparable_sources PUBLIC=EXECUTE
    function store.count_rows PUBLIC=EXECUTE
    function store.counted_code PUBLIC=EXECUTE
    function store.create_volume PUBLIC=EXECUTE
    function store.create_volume_table PUBLIC=EXECUTE
    function store.definition_as_of PUBLIC=EXECUTE
    function store.definition_over PUBLIC=EXECUTE
    function store.differences PUBLIC=EXECUTE
    function store.differs PUBLIC=EXECUTE
    function store.drop_unpublished_volumes PUBLIC=EXECUTE
    function store.explain PUBLIC=EXECUTE
    function store.explain_lines PUBLIC=EXECUTE
    function store.index_comparable PUBLIC=EXECUTE
    function store.index_volume PUBLIC=EXECUTE
    function store.indicator_name PUBLIC=EXECUTE
    function store.is_older_publication_seen PUBLIC=EXECUTE
    function store.is_under PUBLIC=EXECUTE
    function store.percent PUBLIC=EXECUTE
    function store.repeat_closed_volume PUBLIC=EXECUTE
    function store.repeat_volume PUBLIC=EXECUTE
    function store.speaks_of_others PUBLIC=EXECUTE
    function store.taken PUBLIC=EXECUTE
    function store.volume_changes PUBLIC=EXECUTE
    function store.volume_rows PUBLIC=EXECUTE
    function store.volume_sources PUBLIC=EXECUTE
    function store.volume_tables PUBLIC=EXECUTE
    function store.whole_fen PUBLIC=EXECUTE
    function summary.anomaly_as_of admin=EXECUTE analyst=EXECUTE batch=EXECUTE
    function summary.changes admin=EXECUTE analyst=EXECUTE batch=EXECUTE
    function summary.explain admin=EXECUTE analyst=EXECUTE batch=EXECUTE unit=EXECUTE
    function summary.explain_comparable admin=EXECUTE analyst=EXECUTE batch=EXECUTE
    function summary.explain_comparable_lines admin=EXECUTE analyst=EXECUTE batch=EXECUTE
    function summary.explain_lines admin=EXECUTE analyst=EXECUTE batch=EXECUTE unit=EXECUTE
    function summary.previous_publication_id admin=EXECUTE analyst=EXECUTE batch=EXECUTE
    function summary.subject_year_as_of admin=EXECUTE analyst=EXECUTE batch=EXECUTE
    schema control admin=USAGE batch=USAGE unit=USAGE
    schema import admin=USAGE
    schema intake admin=USAGE batch=USAGE
    schema own_summary unit=USAGE
    schema reference admin=USAGE analyst=USAGE batch=USAGE
    schema store owner=USAGE
    schema summary admin=USAGE analyst=USAGE batch=USAGE unit=USAGE
    schema summary_zh admin=USAGE analyst=USAGE batch=USAGE
    schema volume_N owner=USAGE
    sequence control.volume_volume_id_seq batch=USAGE
    table control.anomaly_answer admin=SELECT batch=SELECT
    table control.anomaly_identity admin=SELECT batch=INSERT,SELECT,UPDATE
    table control.audit admin=SELECT batch=INSERT,SELECT
    table control.audit_head admin=SELECT batch=SELECT
    table control.closed_submission admin=SELECT batch=SELECT
    table control.closed_year admin=SELECT batch=SELECT
    table control.confirmation admin=SELECT batch=INSERT,SELECT
    table control.current_publication admin=SELECT batch=SELECT,UPDATE
    table control.leaf admin=SELECT batch=DELETE,INSERT,SELECT,TRUNCATE
    table control.migration admin=SELECT batch=SELECT
    table control.past_change admin=SELECT batch=DELETE,INSERT,SELECT
    table control.publication admin=SELECT batch=DELETE,INSERT,SELECT
    table control.publication_year admin=SELECT batch=DELETE,INSERT,SELECT
    table control.rerun_request admin=SELECT batch=INSERT,SELECT,UPDATE
    table control.run admin=SELECT batch=INSERT,SELECT,UPDATE
    table control.run_fence admin=SELECT batch=SELECT,UPDATE
    table control.submission_change admin=SELECT batch=SELECT
    table control.unit_member admin=DELETE,INSERT,SELECT,UPDATE batch=SELECT
    table control.verification admin=SELECT batch=INSERT,SELECT
    table control.volume admin=SELECT batch=DELETE,INSERT,SELECT
    table control.volume_input admin=SELECT batch=INSERT,SELECT,UPDATE
    table intake.explanation admin=DELETE,INSERT,SELECT,UPDATE batch=SELECT
    table intake.line admin=DELETE,INSERT,SELECT,UPDATE batch=SELECT
    table intake.stated_figure admin=DELETE,INSERT,SELECT,UPDATE batch=SELECT
    table intake.submission admin=DELETE,INSERT,SELECT,UPDATE batch=SELECT
    table reference.crosswalk admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table reference.economic_subject admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table reference.expected_submission admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT \
    batch=SELECT
    table reference.formula_rule admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table reference.functional_subject admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table reference.internal_transfer admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table reference.rule_setting admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table reference.subject_alias admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table reference.unit admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table reference.unit_succession admin=DELETE,INSERT,SELECT,UPDATE analyst=SELECT batch=SELECT
    table store.anomaly owner=SELECT
    table store.code_route owner=SELECT
    table store.comparable_item owner=SELECT
    table store.comparable_tile owner=SELECT
    table store.comparable_unit owner=SELECT
    table store.coverage owner=SELECT
    table store.elimination owner=SELECT
    table store.elimination_part owner=SELECT
    table store.fund owner=SELECT
    table store.fund_all owner=SELECT
    table store.fund_one owner=SELECT
    table store.item owner=SELECT
    table store.item_name owner=SELECT
    table store.perimeter_change owner=SELECT
    table store.side_tile owner=SELECT
    table store.subject_tile owner=SELECT
    table store.unit owner=SELECT
    table store.unit_indicator owner=SELECT
    table store.unit_name owner=SELECT
    table store.unit_route owner=SELECT
    table store.unit_total owner=SELECT
    table store.unit_type_cell owner=SELECT
    table store.word owner=SELECT
    table volume_N.anomaly owner=SELECT
    table volume_N.code_route owner=SELECT
    table volume_N.comparable_item owner=SELECT
    table volume_N.comparable_tile owner=SELECT
    table volume_N.comparable_unit owner=SELECT
    table volume_N.coverage owner=SELECT
    table volume_N.elimination owner=SELECT
    table volume_N.elimination_part owner=SELECT
    table volume_N.item_name owner=SELECT
    table volume_N.perimeter_change owner=SELECT
    table volume_N.side_tile owner=SELECT
    table volume_N.subject_tile owner=SELECT
    table volume_N.unit_indicator owner=SELECT
    table volume_N.unit_name owner=SELECT
    table volume_N.unit_route owner=SELECT
    table volume_N.unit_total owner=SELECT
    table volume_N.unit_type_cell owner=SELECT
    view own_summary.anomaly unit=SELECT
    view own_summary.coverage unit=SELECT
    view own_summary.economic_year unit=SELECT
    view own_summary.figure_year unit=SELECT
    view own_summary.income_year unit=SELECT
    view own_summary.project_year unit=SELECT
    view own_summary.publication unit=SELECT
    view own_summary.subject_year unit=SELECT
    view own_summary.unit_indicator unit=SELECT
    view store.comparable_cell owner=SELECT
    view store.current_basis owner=SELECT
    view store.restated_cell owner=SELECT
    view store.side_cell owner=SELECT
    view store.subject_cell owner=SELECT
    view summary.anomaly admin=SELECT analyst=SELECT batch=SELECT
    view summary.anomaly_history admin=SELECT analyst=SELECT batch=SELECT
    view summary.closed_year admin=SELECT analyst=SELECT batch=SELECT
    view summary.comparable_subject_year admin=SELECT analyst=SELECT batch=SELECT
    view summary.coverage admin=SELECT analyst=SELECT batch=SELECT
    view summary.economic_year admin=SELECT analyst=SELECT batch=SELECT
    view summary.elimination admin=SELECT analyst=SELECT batch=SELECT
    view summary.figure_year admin=SELECT analyst=SELECT batch=SELECT
    view summary.income_year admin=SELECT analyst=SELECT batch=SELECT
    view summary.kept_publication admin=SELECT analyst=SELECT batch=SELECT
    view summary.past_change admin=SELECT analyst=SELECT batch=SELECT
    view summary.perimeter_change admin=SELECT analyst=SELECT batch=SELECT
    view summary.project_year admin=SELECT analyst=SELECT batch=SELECT
    view summary.publication admin=SELECT analyst=SELECT batch=SELECT
    view summary.subject_year admin=SELECT analyst=SELECT batch=SELECT
    view summary.unit_indicator admin=SELECT analyst=SELECT batch=SELECT
    view summary.unit_tree admin=SELECT analyst=SELECT batch=SELECT
    view summary.unit_type_year admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.以往年度变动 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.保留的发布 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.内部往来抵销 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.功能科目年度 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.单位指标 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.单位目录 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.单位类型年度 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.可比功能科目年度 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.可比范围变动 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.异常 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.异常历史 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.当前发布 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.报送情况 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.收入年度 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.经济分类年度 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.结账年度 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.表外数字年度 admin=SELECT analyst=SELECT batch=SELECT
    view summary_zh.项目年度 admin=SELECT analyst=SELECT batch=SELECT
    """.split(separator: "\n").map(String.init)
}
