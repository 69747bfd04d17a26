-- 0043 show Chinese names
-- Why:   analysts read the results in Excel and BI tools, where names and words are shown as they
--        are: the same rows as in `summary`, under Chinese names, the words of closed lists in
--        Chinese beside the codes that the contract fixes.
-- Words: in a table of their own, joined by its key, so that a query that shows none does not look
--        for any, and one that filters by the code finds its rows as in `summary`.
-- Locks: none, all of it is new.  Undo: DROP SCHEMA summary_zh CASCADE; DROP TABLE store.word;
CREATE TABLE store.word (
  list text NOT NULL,
  code text NOT NULL,
  word text NOT NULL CHECK (word <> ''),
  CONSTRAINT code_has_one_word PRIMARY KEY (list, code)
);
COMMENT ON TABLE store.word IS '封闭代码表各代码的中文说法,供 summary_zh 使用。';
COMMENT ON COLUMN store.word.list IS '代码表。';
COMMENT ON COLUMN store.word.code IS '代码。';
COMMENT ON COLUMN store.word.word IS '中文说法。';
INSERT INTO store.word (list, code, word)
VALUES
  ('fund_type', '*', '全部资金'),
  ('fund_type', 'general', '一般公共预算'),
  ('fund_type', 'fund', '政府性基金'),
  ('fund_type', 'capital', '国有资本经营'),
  ('fund_type', 'other', '其他资金'),
  ('fund_type', 'unstated', '资金未填'),
  ('comparability', 'exact', '精确'),
  ('comparability', 'estimated', '估计'),
  ('comparability', 'broken', '中断'),
  ('income_kind', '*', '合计'),
  ('income_kind', 'unstated', '未填'),
  ('income_kind', 'appropriation', '财政拨款收入'),
  ('income_kind', 'superior_subsidy', '上级补助收入'),
  ('income_kind', 'business', '事业收入'),
  ('income_kind', 'operating', '经营收入'),
  ('income_kind', 'affiliated_remittance', '附属单位上缴收入'),
  ('income_kind', 'other', '其他收入'),
  ('measure', 'initial_budget', '年初预算'),
  ('measure', 'final_budget', '全年预算'),
  ('measure', 'actual', '决算数'),
  ('severity', 'error', '错误'),
  ('severity', 'review', '需核实'),
  ('severity', 'undetermined', '无法判定'),
  ('severity', 'info', '提示'),
  ('section', 'functional', '功能分类'),
  ('section', 'economic', '经济分类'),
  ('section', 'project', '项目'),
  ('section', 'income', '收入'),
  ('anomaly_status', 'new', '新出现'),
  ('anomaly_status', 'open', '未处理'),
  ('anomaly_status', 'explained', '已说明'),
  ('anomaly_status', 'accepted', '已认可'),
  ('anomaly_status', 'reopened', '重新打开'),
  ('anomaly_status', 'resolved', '已消除'),
  ('anomaly_cause', 'unit_scale', '金额单位写错'),
  ('anomaly_cause', 'sign', '正负号写反'),
  ('anomaly_cause', 'digits_swapped', '相邻两位数字颠倒'),
  ('anomaly_cause', 'digit_changed', '一位数字写错'),
  ('anomaly_cause', 'digit_missing', '少写一位数字'),
  ('anomaly_cause', 'digit_extra', '多写一位数字'),
  ('anomaly_cause', 'wrong_base', '百分比的基数用错'),
  ('anomaly_cause', 'difference_as_percent', '把差额写成百分比'),
  ('anomaly_cause', 'prior_year_copied', '照抄上年数'),
  ('anomaly_cause', 'other_line_copied', '抄了别行的数'),
  ('anomaly_cause', 'component_missing', '漏加一项'),
  ('anomaly_cause', 'component_doubled', '重复加一项'),
  ('anomaly_cause', 'rows_shifted', '各行错位'),
  ('anomaly_cause', 'rounding', '四舍五入'),
  ('residual_cause', 'outside_tree', '不在单位目录中'),
  ('residual_cause', 'not_booked', '登记数大于列支数'),
  ('residual_cause', 'below_threshold', '低于核对起点'),
  ('residual_cause', 'rounding', '四舍五入'),
  ('residual_cause', 'unit_scale', '金额单位之误'),
  ('residual_cause', 'other_fund', '资金性质不同'),
  ('residual_cause', 'other_subject', '登记的科目不同'),
  ('residual_cause', 'other_counterparty', '对方单位不同'),
  ('residual_cause', 'other_year', '对方列于上年'),
  ('residual_cause', 'one_side_missing', '只有一方列报'),
  ('residual_cause', 'amount_differs', '金额不一'),
  ('submission_kind', 'final_account', '决算'),
  ('submission_kind', 'self_evaluation', '绩效自评'),
  ('submission_kind', 'budget', '预算'),
  ('coverage_state', 'effective', '有效'),
  ('coverage_state', 'missing', '未报'),
  ('coverage_state', 'late', '逾期'),
  ('coverage_state', 'returned', '已退回'),
  ('coverage_state', 'draft', '草稿'),
  ('coverage_state', 'exempt', '免报'),
  ('coverage_state', 'excluded', '未计入'),
  ('series', 'reported', '报告口径'),
  ('series', 'comparable', '可比口径'),
  ('change_cause', 'late_unit', '单位补报'),
  ('change_cause', 'new_submission', '新报送'),
  ('change_cause', 'revised_submission', '改报'),
  ('change_cause', 'withdrawn', '撤回'),
  ('change_cause', 'crosswalk', '科目对照'),
  ('change_cause', 'unit_tree', '单位目录'),
  ('change_cause', 'elimination', '内部抵销'),
  ('change_cause', 'rule', '规则或设置'),
  ('change_cause', 'restatement', '换算'),
  ('change_cause', 'unknown', '未记依据'),
  ('perimeter_change', 'entered', '新增'),
  ('perimeter_change', 'left', '退出可比范围'),
  ('perimeter_change', 'merge', '合并'),
  ('perimeter_change', 'split', '分立'),
  ('perimeter_change', 'rename', '更名'),
  ('perimeter_change', 'transfer', '划转'),
  ('perimeter_change', 'entered_group', '调入部门'),
  ('perimeter_change', 'left_group', '调出部门'),
  ('figure', 'balance.closing', '结转结余年末'),
  ('figure', 'balance.closing.appropriation', '结转结余年末财政拨款'),
  ('figure', 'balance.closing.appropriation.capital', '结转结余年末财政拨款(国有资本经营)'),
  ('figure', 'balance.closing.appropriation.fund', '结转结余年末财政拨款(政府性基金)'),
  ('figure', 'balance.closing.appropriation.general', '结转结余年末财政拨款(一般公共预算)'),
  ('figure', 'balance.closing.appropriation.other', '结转结余年末财政拨款(其他资金)'),
  ('figure', 'balance.closing.capital', '结转结余年末(国有资本经营)'),
  ('figure', 'balance.closing.fund', '结转结余年末(政府性基金)'),
  ('figure', 'balance.closing.general', '结转结余年末(一般公共预算)'),
  ('figure', 'balance.closing.other', '结转结余年末(其他资金)'),
  ('figure', 'balance.distributed', '结转结余结余分配'),
  ('figure', 'balance.distributed.capital', '结转结余结余分配(国有资本经营)'),
  ('figure', 'balance.distributed.fund', '结转结余结余分配(政府性基金)'),
  ('figure', 'balance.distributed.general', '结转结余结余分配(一般公共预算)'),
  ('figure', 'balance.distributed.other', '结转结余结余分配(其他资金)'),
  ('figure', 'balance.opening', '结转结余年初'),
  ('figure', 'balance.opening.appropriation', '结转结余年初财政拨款'),
  ('figure', 'balance.opening.appropriation.capital', '结转结余年初财政拨款(国有资本经营)'),
  ('figure', 'balance.opening.appropriation.fund', '结转结余年初财政拨款(政府性基金)'),
  ('figure', 'balance.opening.appropriation.general', '结转结余年初财政拨款(一般公共预算)'),
  ('figure', 'balance.opening.appropriation.other', '结转结余年初财政拨款(其他资金)'),
  ('figure', 'balance.opening.capital', '结转结余年初(国有资本经营)'),
  ('figure', 'balance.opening.fund', '结转结余年初(政府性基金)'),
  ('figure', 'balance.opening.general', '结转结余年初(一般公共预算)'),
  ('figure', 'balance.opening.other', '结转结余年初(其他资金)'),
  ('figure', 'balance.used', '结转结余使用非财政拨款结余'),
  ('figure', 'balance.used.capital', '结转结余使用非财政拨款结余(国有资本经营)'),
  ('figure', 'balance.used.fund', '结转结余使用非财政拨款结余(政府性基金)'),
  ('figure', 'balance.used.general', '结转结余使用非财政拨款结余(一般公共预算)'),
  ('figure', 'balance.used.other', '结转结余使用非财政拨款结余(其他资金)'),
  ('figure', 'basic.actual', '基本支出决算数'),
  ('figure', 'basic.actual.capital', '基本支出决算数(国有资本经营)'),
  ('figure', 'basic.actual.fund', '基本支出决算数(政府性基金)'),
  ('figure', 'basic.actual.general', '基本支出决算数(一般公共预算)'),
  ('figure', 'basic.actual.other', '基本支出决算数(其他资金)'),
  ('figure', 'basic.completion_percent', '基本支出完成百分比'),
  ('figure', 'basic.initial_budget', '基本支出年初预算数'),
  ('figure', 'basic.initial_budget.capital', '基本支出年初预算数(国有资本经营)'),
  ('figure', 'basic.initial_budget.fund', '基本支出年初预算数(政府性基金)'),
  ('figure', 'basic.initial_budget.general', '基本支出年初预算数(一般公共预算)'),
  ('figure', 'basic.initial_budget.other', '基本支出年初预算数(其他资金)'),
  ('figure', 'grand_total.expenditure', '总计支出'),
  ('figure', 'grand_total.expenditure.appropriation', '总计支出财政拨款'),
  ('figure', 'grand_total.expenditure.appropriation.capital', '总计支出财政拨款(国有资本经营)'),
  ('figure', 'grand_total.expenditure.appropriation.fund', '总计支出财政拨款(政府性基金)'),
  ('figure', 'grand_total.expenditure.appropriation.general', '总计支出财政拨款(一般公共预算)'),
  ('figure', 'grand_total.expenditure.appropriation.other', '总计支出财政拨款(其他资金)'),
  ('figure', 'grand_total.expenditure.capital', '总计支出(国有资本经营)'),
  ('figure', 'grand_total.expenditure.fund', '总计支出(政府性基金)'),
  ('figure', 'grand_total.expenditure.general', '总计支出(一般公共预算)'),
  ('figure', 'grand_total.expenditure.other', '总计支出(其他资金)'),
  ('figure', 'grand_total.income', '总计收入'),
  ('figure', 'grand_total.income.appropriation', '总计收入财政拨款'),
  ('figure', 'grand_total.income.appropriation.capital', '总计收入财政拨款(国有资本经营)'),
  ('figure', 'grand_total.income.appropriation.fund', '总计收入财政拨款(政府性基金)'),
  ('figure', 'grand_total.income.appropriation.general', '总计收入财政拨款(一般公共预算)'),
  ('figure', 'grand_total.income.appropriation.other', '总计收入财政拨款(其他资金)'),
  ('figure', 'grand_total.income.capital', '总计收入(国有资本经营)'),
  ('figure', 'grand_total.income.fund', '总计收入(政府性基金)'),
  ('figure', 'grand_total.income.general', '总计收入(一般公共预算)'),
  ('figure', 'grand_total.income.other', '总计收入(其他资金)'),
  ('figure', 'income.total', '收入总计合计'),
  ('figure', 'income.total.capital', '收入总计合计(国有资本经营)'),
  ('figure', 'income.total.fund', '收入总计合计(政府性基金)'),
  ('figure', 'income.total.general', '收入总计合计(一般公共预算)'),
  ('figure', 'income.total.other', '收入总计合计(其他资金)'),
  ('figure', 'meeting.actual', '会议费决算数'),
  ('figure', 'meeting.actual.capital', '会议费决算数(国有资本经营)'),
  ('figure', 'meeting.actual.fund', '会议费决算数(政府性基金)'),
  ('figure', 'meeting.actual.general', '会议费决算数(一般公共预算)'),
  ('figure', 'meeting.actual.other', '会议费决算数(其他资金)'),
  ('figure', 'meeting.budget', '会议费预算数'),
  ('figure', 'meeting.budget.capital', '会议费预算数(国有资本经营)'),
  ('figure', 'meeting.budget.fund', '会议费预算数(政府性基金)'),
  ('figure', 'meeting.budget.general', '会议费预算数(一般公共预算)'),
  ('figure', 'meeting.budget.other', '会议费预算数(其他资金)'),
  ('figure', 'meeting.change', '会议费增减额'),
  ('figure', 'meeting.change.capital', '会议费增减额(国有资本经营)'),
  ('figure', 'meeting.change.fund', '会议费增减额(政府性基金)'),
  ('figure', 'meeting.change.general', '会议费增减额(一般公共预算)'),
  ('figure', 'meeting.change.other', '会议费增减额(其他资金)'),
  ('figure', 'meeting.change_percent', '会议费增减百分比'),
  ('figure', 'meeting.completion_percent', '会议费完成百分比'),
  ('figure', 'meeting.prior', '会议费上年数'),
  ('figure', 'meeting.prior.capital', '会议费上年数(国有资本经营)'),
  ('figure', 'meeting.prior.fund', '会议费上年数(政府性基金)'),
  ('figure', 'meeting.prior.general', '会议费上年数(一般公共预算)'),
  ('figure', 'meeting.prior.other', '会议费上年数(其他资金)'),
  ('figure', 'meeting_congress.actual', '代表大会决算数'),
  ('figure', 'meeting_congress.actual.capital', '代表大会决算数(国有资本经营)'),
  ('figure', 'meeting_congress.actual.fund', '代表大会决算数(政府性基金)'),
  ('figure', 'meeting_congress.actual.general', '代表大会决算数(一般公共预算)'),
  ('figure', 'meeting_congress.actual.other', '代表大会决算数(其他资金)'),
  ('figure', 'meeting_general.actual', '一般会议决算数'),
  ('figure', 'meeting_general.actual.capital', '一般会议决算数(国有资本经营)'),
  ('figure', 'meeting_general.actual.fund', '一般会议决算数(政府性基金)'),
  ('figure', 'meeting_general.actual.general', '一般会议决算数(一般公共预算)'),
  ('figure', 'meeting_general.actual.other', '一般会议决算数(其他资金)'),
  ('figure', 'operating_cost.actual', '机关运行经费决算数'),
  ('figure', 'operating_cost.actual.capital', '机关运行经费决算数(国有资本经营)'),
  ('figure', 'operating_cost.actual.fund', '机关运行经费决算数(政府性基金)'),
  ('figure', 'operating_cost.actual.general', '机关运行经费决算数(一般公共预算)'),
  ('figure', 'operating_cost.actual.other', '机关运行经费决算数(其他资金)'),
  ('figure', 'overseas.groups', '因公出国(境)团组数'),
  ('figure', 'overseas.persons', '因公出国(境)人次'),
  ('figure', 'personnel_cost.actual', '人员经费决算数'),
  ('figure', 'personnel_cost.actual.capital', '人员经费决算数(国有资本经营)'),
  ('figure', 'personnel_cost.actual.fund', '人员经费决算数(政府性基金)'),
  ('figure', 'personnel_cost.actual.general', '人员经费决算数(一般公共预算)'),
  ('figure', 'personnel_cost.actual.other', '人员经费决算数(其他资金)'),
  ('figure', 'procurement.goods', '政府采购货物'),
  ('figure', 'procurement.goods.capital', '政府采购货物(国有资本经营)'),
  ('figure', 'procurement.goods.fund', '政府采购货物(政府性基金)'),
  ('figure', 'procurement.goods.general', '政府采购货物(一般公共预算)'),
  ('figure', 'procurement.goods.other', '政府采购货物(其他资金)'),
  ('figure', 'procurement.micro', '政府采购小微企业'),
  ('figure', 'procurement.micro.capital', '政府采购小微企业(国有资本经营)'),
  ('figure', 'procurement.micro.fund', '政府采购小微企业(政府性基金)'),
  ('figure', 'procurement.micro.general', '政府采购小微企业(一般公共预算)'),
  ('figure', 'procurement.micro.other', '政府采购小微企业(其他资金)'),
  ('figure', 'procurement.services', '政府采购服务'),
  ('figure', 'procurement.services.capital', '政府采购服务(国有资本经营)'),
  ('figure', 'procurement.services.fund', '政府采购服务(政府性基金)'),
  ('figure', 'procurement.services.general', '政府采购服务(一般公共预算)'),
  ('figure', 'procurement.services.other', '政府采购服务(其他资金)'),
  ('figure', 'procurement.sme', '政府采购中小企业'),
  ('figure', 'procurement.sme.capital', '政府采购中小企业(国有资本经营)'),
  ('figure', 'procurement.sme.fund', '政府采购中小企业(政府性基金)'),
  ('figure', 'procurement.sme.general', '政府采购中小企业(一般公共预算)'),
  ('figure', 'procurement.sme.other', '政府采购中小企业(其他资金)'),
  ('figure', 'procurement.total', '政府采购合计'),
  ('figure', 'procurement.total.capital', '政府采购合计(国有资本经营)'),
  ('figure', 'procurement.total.fund', '政府采购合计(政府性基金)'),
  ('figure', 'procurement.total.general', '政府采购合计(一般公共预算)'),
  ('figure', 'procurement.total.other', '政府采购合计(其他资金)'),
  ('figure', 'procurement.works', '政府采购工程'),
  ('figure', 'procurement.works.capital', '政府采购工程(国有资本经营)'),
  ('figure', 'procurement.works.fund', '政府采购工程(政府性基金)'),
  ('figure', 'procurement.works.general', '政府采购工程(一般公共预算)'),
  ('figure', 'procurement.works.other', '政府采购工程(其他资金)'),
  ('figure', 'project.actual', '项目支出决算数'),
  ('figure', 'project.actual.capital', '项目支出决算数(国有资本经营)'),
  ('figure', 'project.actual.fund', '项目支出决算数(政府性基金)'),
  ('figure', 'project.actual.general', '项目支出决算数(一般公共预算)'),
  ('figure', 'project.actual.other', '项目支出决算数(其他资金)'),
  ('figure', 'project.completion_percent', '项目支出完成百分比'),
  ('figure', 'project.initial_budget', '项目支出年初预算数'),
  ('figure', 'project.initial_budget.capital', '项目支出年初预算数(国有资本经营)'),
  ('figure', 'project.initial_budget.fund', '项目支出年初预算数(政府性基金)'),
  ('figure', 'project.initial_budget.general', '项目支出年初预算数(一般公共预算)'),
  ('figure', 'project.initial_budget.other', '项目支出年初预算数(其他资金)'),
  ('figure', 'public_cost.actual', '公用经费决算数'),
  ('figure', 'public_cost.actual.capital', '公用经费决算数(国有资本经营)'),
  ('figure', 'public_cost.actual.fund', '公用经费决算数(政府性基金)'),
  ('figure', 'public_cost.actual.general', '公用经费决算数(一般公共预算)'),
  ('figure', 'public_cost.actual.other', '公用经费决算数(其他资金)'),
  ('figure', 'reception.batches', '公务接待费批次'),
  ('figure', 'reception.persons', '公务接待费人次'),
  ('figure', 'staff.actual', '在职人数'),
  ('figure', 'staff.authorised', '人员编制数'),
  ('figure', 'three_public.actual', '“三公”经费决算数'),
  ('figure', 'three_public.actual.capital', '“三公”经费决算数(国有资本经营)'),
  ('figure', 'three_public.actual.fund', '“三公”经费决算数(政府性基金)'),
  ('figure', 'three_public.actual.general', '“三公”经费决算数(一般公共预算)'),
  ('figure', 'three_public.actual.other', '“三公”经费决算数(其他资金)'),
  ('figure', 'three_public.budget', '“三公”经费预算数'),
  ('figure', 'three_public.budget.capital', '“三公”经费预算数(国有资本经营)'),
  ('figure', 'three_public.budget.fund', '“三公”经费预算数(政府性基金)'),
  ('figure', 'three_public.budget.general', '“三公”经费预算数(一般公共预算)'),
  ('figure', 'three_public.budget.other', '“三公”经费预算数(其他资金)'),
  ('figure', 'three_public.change', '“三公”经费增减额'),
  ('figure', 'three_public.change.capital', '“三公”经费增减额(国有资本经营)'),
  ('figure', 'three_public.change.fund', '“三公”经费增减额(政府性基金)'),
  ('figure', 'three_public.change.general', '“三公”经费增减额(一般公共预算)'),
  ('figure', 'three_public.change.other', '“三公”经费增减额(其他资金)'),
  ('figure', 'three_public.change_percent', '“三公”经费增减百分比'),
  ('figure', 'three_public.completion_percent', '“三公”经费完成百分比'),
  ('figure', 'three_public.overseas.actual', '“三公”经费因公出国(境)决算数'),
  ('figure', 'three_public.overseas.actual.capital', '“三公”经费因公出国(境)决算数(国有资本经营)'),
  ('figure', 'three_public.overseas.actual.fund', '“三公”经费因公出国(境)决算数(政府性基金)'),
  ('figure', 'three_public.overseas.actual.general', '“三公”经费因公出国(境)决算数(一般公共预算)'),
  ('figure', 'three_public.overseas.actual.other', '“三公”经费因公出国(境)决算数(其他资金)'),
  ('figure', 'three_public.overseas.budget', '“三公”经费因公出国(境)预算数'),
  ('figure', 'three_public.overseas.budget.capital', '“三公”经费因公出国(境)预算数(国有资本经营)'),
  ('figure', 'three_public.overseas.budget.fund', '“三公”经费因公出国(境)预算数(政府性基金)'),
  ('figure', 'three_public.overseas.budget.general', '“三公”经费因公出国(境)预算数(一般公共预算)'),
  ('figure', 'three_public.overseas.budget.other', '“三公”经费因公出国(境)预算数(其他资金)'),
  ('figure', 'three_public.overseas.change', '“三公”经费因公出国(境)增减额'),
  ('figure', 'three_public.overseas.change.capital', '“三公”经费因公出国(境)增减额(国有资本经营)'),
  ('figure', 'three_public.overseas.change.fund', '“三公”经费因公出国(境)增减额(政府性基金)'),
  ('figure', 'three_public.overseas.change.general', '“三公”经费因公出国(境)增减额(一般公共预算)'),
  ('figure', 'three_public.overseas.change.other', '“三公”经费因公出国(境)增减额(其他资金)'),
  ('figure', 'three_public.overseas.change_percent', '“三公”经费因公出国(境)增减百分比'),
  ('figure', 'three_public.overseas.completion_percent', '“三公”经费因公出国(境)完成百分比'),
  ('figure', 'three_public.overseas.prior', '“三公”经费因公出国(境)上年数'),
  ('figure', 'three_public.overseas.prior.capital', '“三公”经费因公出国(境)上年数(国有资本经营)'),
  ('figure', 'three_public.overseas.prior.fund', '“三公”经费因公出国(境)上年数(政府性基金)'),
  ('figure', 'three_public.overseas.prior.general', '“三公”经费因公出国(境)上年数(一般公共预算)'),
  ('figure', 'three_public.overseas.prior.other', '“三公”经费因公出国(境)上年数(其他资金)'),
  ('figure', 'three_public.prior', '“三公”经费上年数'),
  ('figure', 'three_public.prior.capital', '“三公”经费上年数(国有资本经营)'),
  ('figure', 'three_public.prior.fund', '“三公”经费上年数(政府性基金)'),
  ('figure', 'three_public.prior.general', '“三公”经费上年数(一般公共预算)'),
  ('figure', 'three_public.prior.other', '“三公”经费上年数(其他资金)'),
  ('figure', 'three_public.reception.actual', '“三公”经费公务接待费决算数'),
  ('figure', 'three_public.reception.actual.capital', '“三公”经费公务接待费决算数(国有资本经营)'),
  ('figure', 'three_public.reception.actual.fund', '“三公”经费公务接待费决算数(政府性基金)'),
  ('figure', 'three_public.reception.actual.general', '“三公”经费公务接待费决算数(一般公共预算)'),
  ('figure', 'three_public.reception.actual.other', '“三公”经费公务接待费决算数(其他资金)'),
  ('figure', 'three_public.reception.budget', '“三公”经费公务接待费预算数'),
  ('figure', 'three_public.reception.budget.capital', '“三公”经费公务接待费预算数(国有资本经营)'),
  ('figure', 'three_public.reception.budget.fund', '“三公”经费公务接待费预算数(政府性基金)'),
  ('figure', 'three_public.reception.budget.general', '“三公”经费公务接待费预算数(一般公共预算)'),
  ('figure', 'three_public.reception.budget.other', '“三公”经费公务接待费预算数(其他资金)'),
  ('figure', 'three_public.reception.change', '“三公”经费公务接待费增减额'),
  ('figure', 'three_public.reception.change.capital', '“三公”经费公务接待费增减额(国有资本经营)'),
  ('figure', 'three_public.reception.change.fund', '“三公”经费公务接待费增减额(政府性基金)'),
  ('figure', 'three_public.reception.change.general', '“三公”经费公务接待费增减额(一般公共预算)'),
  ('figure', 'three_public.reception.change.other', '“三公”经费公务接待费增减额(其他资金)'),
  ('figure', 'three_public.reception.change_percent', '“三公”经费公务接待费增减百分比'),
  ('figure', 'three_public.reception.completion_percent', '“三公”经费公务接待费完成百分比'),
  ('figure', 'three_public.reception.prior', '“三公”经费公务接待费上年数'),
  ('figure', 'three_public.reception.prior.capital', '“三公”经费公务接待费上年数(国有资本经营)'),
  ('figure', 'three_public.reception.prior.fund', '“三公”经费公务接待费上年数(政府性基金)'),
  ('figure', 'three_public.reception.prior.general', '“三公”经费公务接待费上年数(一般公共预算)'),
  ('figure', 'three_public.reception.prior.other', '“三公”经费公务接待费上年数(其他资金)'),
  ('figure', 'three_public.vehicle.actual', '“三公”经费公务用车决算数'),
  ('figure', 'three_public.vehicle.actual.capital', '“三公”经费公务用车决算数(国有资本经营)'),
  ('figure', 'three_public.vehicle.actual.fund', '“三公”经费公务用车决算数(政府性基金)'),
  ('figure', 'three_public.vehicle.actual.general', '“三公”经费公务用车决算数(一般公共预算)'),
  ('figure', 'three_public.vehicle.actual.other', '“三公”经费公务用车决算数(其他资金)'),
  ('figure', 'three_public.vehicle.budget', '“三公”经费公务用车预算数'),
  ('figure', 'three_public.vehicle.budget.capital', '“三公”经费公务用车预算数(国有资本经营)'),
  ('figure', 'three_public.vehicle.budget.fund', '“三公”经费公务用车预算数(政府性基金)'),
  ('figure', 'three_public.vehicle.budget.general', '“三公”经费公务用车预算数(一般公共预算)'),
  ('figure', 'three_public.vehicle.budget.other', '“三公”经费公务用车预算数(其他资金)'),
  ('figure', 'three_public.vehicle.change', '“三公”经费公务用车增减额'),
  ('figure', 'three_public.vehicle.change.capital', '“三公”经费公务用车增减额(国有资本经营)'),
  ('figure', 'three_public.vehicle.change.fund', '“三公”经费公务用车增减额(政府性基金)'),
  ('figure', 'three_public.vehicle.change.general', '“三公”经费公务用车增减额(一般公共预算)'),
  ('figure', 'three_public.vehicle.change.other', '“三公”经费公务用车增减额(其他资金)'),
  ('figure', 'three_public.vehicle.change_percent', '“三公”经费公务用车增减百分比'),
  ('figure', 'three_public.vehicle.completion_percent', '“三公”经费公务用车完成百分比'),
  ('figure', 'three_public.vehicle.prior', '“三公”经费公务用车上年数'),
  ('figure', 'three_public.vehicle.prior.capital', '“三公”经费公务用车上年数(国有资本经营)'),
  ('figure', 'three_public.vehicle.prior.fund', '“三公”经费公务用车上年数(政府性基金)'),
  ('figure', 'three_public.vehicle.prior.general', '“三公”经费公务用车上年数(一般公共预算)'),
  ('figure', 'three_public.vehicle.prior.other', '“三公”经费公务用车上年数(其他资金)'),
  ('figure', 'three_public.vehicle_purchase.actual', '“三公”经费公务用车购置决算数'),
  ('figure', 'three_public.vehicle_purchase.actual.capital', '“三公”经费公务用车购置决算数(国有资本经营)'),
  ('figure', 'three_public.vehicle_purchase.actual.fund', '“三公”经费公务用车购置决算数(政府性基金)'),
  ('figure', 'three_public.vehicle_purchase.actual.general', '“三公”经费公务用车购置决算数(一般公共预算)'),
  ('figure', 'three_public.vehicle_purchase.actual.other', '“三公”经费公务用车购置决算数(其他资金)'),
  ('figure', 'three_public.vehicle_purchase.budget', '“三公”经费公务用车购置预算数'),
  ('figure', 'three_public.vehicle_purchase.budget.capital', '“三公”经费公务用车购置预算数(国有资本经营)'),
  ('figure', 'three_public.vehicle_purchase.budget.fund', '“三公”经费公务用车购置预算数(政府性基金)'),
  ('figure', 'three_public.vehicle_purchase.budget.general', '“三公”经费公务用车购置预算数(一般公共预算)'),
  ('figure', 'three_public.vehicle_purchase.budget.other', '“三公”经费公务用车购置预算数(其他资金)'),
  ('figure', 'three_public.vehicle_purchase.change', '“三公”经费公务用车购置增减额'),
  ('figure', 'three_public.vehicle_purchase.change.capital', '“三公”经费公务用车购置增减额(国有资本经营)'),
  ('figure', 'three_public.vehicle_purchase.change.fund', '“三公”经费公务用车购置增减额(政府性基金)'),
  ('figure', 'three_public.vehicle_purchase.change.general', '“三公”经费公务用车购置增减额(一般公共预算)'),
  ('figure', 'three_public.vehicle_purchase.change.other', '“三公”经费公务用车购置增减额(其他资金)'),
  ('figure', 'three_public.vehicle_purchase.change_percent', '“三公”经费公务用车购置增减百分比'),
  ('figure', 'three_public.vehicle_purchase.completion_percent', '“三公”经费公务用车购置完成百分比'),
  ('figure', 'three_public.vehicle_purchase.prior', '“三公”经费公务用车购置上年数'),
  ('figure', 'three_public.vehicle_purchase.prior.capital', '“三公”经费公务用车购置上年数(国有资本经营)'),
  ('figure', 'three_public.vehicle_purchase.prior.fund', '“三公”经费公务用车购置上年数(政府性基金)'),
  ('figure', 'three_public.vehicle_purchase.prior.general', '“三公”经费公务用车购置上年数(一般公共预算)'),
  ('figure', 'three_public.vehicle_purchase.prior.other', '“三公”经费公务用车购置上年数(其他资金)'),
  ('figure', 'three_public.vehicle_running.actual', '“三公”经费公务用车运行维护费决算数'),
  ('figure', 'three_public.vehicle_running.actual.capital', '“三公”经费公务用车运行维护费决算数(国有资本经营)'),
  ('figure', 'three_public.vehicle_running.actual.fund', '“三公”经费公务用车运行维护费决算数(政府性基金)'),
  ('figure', 'three_public.vehicle_running.actual.general', '“三公”经费公务用车运行维护费决算数(一般公共预算)'),
  ('figure', 'three_public.vehicle_running.actual.other', '“三公”经费公务用车运行维护费决算数(其他资金)'),
  ('figure', 'three_public.vehicle_running.budget', '“三公”经费公务用车运行维护费预算数'),
  ('figure', 'three_public.vehicle_running.budget.capital', '“三公”经费公务用车运行维护费预算数(国有资本经营)'),
  ('figure', 'three_public.vehicle_running.budget.fund', '“三公”经费公务用车运行维护费预算数(政府性基金)'),
  ('figure', 'three_public.vehicle_running.budget.general', '“三公”经费公务用车运行维护费预算数(一般公共预算)'),
  ('figure', 'three_public.vehicle_running.budget.other', '“三公”经费公务用车运行维护费预算数(其他资金)'),
  ('figure', 'three_public.vehicle_running.change', '“三公”经费公务用车运行维护费增减额'),
  ('figure', 'three_public.vehicle_running.change.capital', '“三公”经费公务用车运行维护费增减额(国有资本经营)'),
  ('figure', 'three_public.vehicle_running.change.fund', '“三公”经费公务用车运行维护费增减额(政府性基金)'),
  ('figure', 'three_public.vehicle_running.change.general', '“三公”经费公务用车运行维护费增减额(一般公共预算)'),
  ('figure', 'three_public.vehicle_running.change.other', '“三公”经费公务用车运行维护费增减额(其他资金)'),
  ('figure', 'three_public.vehicle_running.change_percent', '“三公”经费公务用车运行维护费增减百分比'),
  ('figure', 'three_public.vehicle_running.completion_percent', '“三公”经费公务用车运行维护费完成百分比'),
  ('figure', 'three_public.vehicle_running.prior', '“三公”经费公务用车运行维护费上年数'),
  ('figure', 'three_public.vehicle_running.prior.capital', '“三公”经费公务用车运行维护费上年数(国有资本经营)'),
  ('figure', 'three_public.vehicle_running.prior.fund', '“三公”经费公务用车运行维护费上年数(政府性基金)'),
  ('figure', 'three_public.vehicle_running.prior.general', '“三公”经费公务用车运行维护费上年数(一般公共预算)'),
  ('figure', 'three_public.vehicle_running.prior.other', '“三公”经费公务用车运行维护费上年数(其他资金)'),
  ('figure', 'total.actual', '支出总计决算数'),
  ('figure', 'total.actual.capital', '支出总计决算数(国有资本经营)'),
  ('figure', 'total.actual.fund', '支出总计决算数(政府性基金)'),
  ('figure', 'total.actual.general', '支出总计决算数(一般公共预算)'),
  ('figure', 'total.actual.other', '支出总计决算数(其他资金)'),
  ('figure', 'total.change', '支出总计增减额'),
  ('figure', 'total.change.capital', '支出总计增减额(国有资本经营)'),
  ('figure', 'total.change.fund', '支出总计增减额(政府性基金)'),
  ('figure', 'total.change.general', '支出总计增减额(一般公共预算)'),
  ('figure', 'total.change.other', '支出总计增减额(其他资金)'),
  ('figure', 'total.change_percent', '支出总计增减百分比'),
  ('figure', 'total.completion_percent', '支出总计完成百分比'),
  ('figure', 'total.final_budget', '支出总计全年预算数'),
  ('figure', 'total.final_budget.capital', '支出总计全年预算数(国有资本经营)'),
  ('figure', 'total.final_budget.fund', '支出总计全年预算数(政府性基金)'),
  ('figure', 'total.final_budget.general', '支出总计全年预算数(一般公共预算)'),
  ('figure', 'total.final_budget.other', '支出总计全年预算数(其他资金)'),
  ('figure', 'total.initial_budget', '支出总计年初预算数'),
  ('figure', 'total.initial_budget.capital', '支出总计年初预算数(国有资本经营)'),
  ('figure', 'total.initial_budget.fund', '支出总计年初预算数(政府性基金)'),
  ('figure', 'total.initial_budget.general', '支出总计年初预算数(一般公共预算)'),
  ('figure', 'total.initial_budget.other', '支出总计年初预算数(其他资金)'),
  ('figure', 'total.prior', '支出总计上年数'),
  ('figure', 'total.prior.capital', '支出总计上年数(国有资本经营)'),
  ('figure', 'total.prior.fund', '支出总计上年数(政府性基金)'),
  ('figure', 'total.prior.general', '支出总计上年数(一般公共预算)'),
  ('figure', 'total.prior.other', '支出总计上年数(其他资金)'),
  ('figure', 'training.actual', '培训费决算数'),
  ('figure', 'training.actual.capital', '培训费决算数(国有资本经营)'),
  ('figure', 'training.actual.fund', '培训费决算数(政府性基金)'),
  ('figure', 'training.actual.general', '培训费决算数(一般公共预算)'),
  ('figure', 'training.actual.other', '培训费决算数(其他资金)'),
  ('figure', 'training.budget', '培训费预算数'),
  ('figure', 'training.budget.capital', '培训费预算数(国有资本经营)'),
  ('figure', 'training.budget.fund', '培训费预算数(政府性基金)'),
  ('figure', 'training.budget.general', '培训费预算数(一般公共预算)'),
  ('figure', 'training.budget.other', '培训费预算数(其他资金)'),
  ('figure', 'training.change', '培训费增减额'),
  ('figure', 'training.change.capital', '培训费增减额(国有资本经营)'),
  ('figure', 'training.change.fund', '培训费增减额(政府性基金)'),
  ('figure', 'training.change.general', '培训费增减额(一般公共预算)'),
  ('figure', 'training.change.other', '培训费增减额(其他资金)'),
  ('figure', 'training.change_percent', '培训费增减百分比'),
  ('figure', 'training.completion_percent', '培训费完成百分比'),
  ('figure', 'training.persons', '培训费人次'),
  ('figure', 'training.prior', '培训费上年数'),
  ('figure', 'training.prior.capital', '培训费上年数(国有资本经营)'),
  ('figure', 'training.prior.fund', '培训费上年数(政府性基金)'),
  ('figure', 'training.prior.general', '培训费上年数(一般公共预算)'),
  ('figure', 'training.prior.other', '培训费上年数(其他资金)'),
  ('figure', 'vehicle.bought', '公务用车购置数'),
  ('figure', 'vehicle.count', '公务用车保有量'),
  ('figure', 'vehicle.disposed', '公务用车处置数');

CREATE SCHEMA summary_zh;
COMMENT ON SCHEMA summary_zh IS
  '汇总结果的中文视图:行与 summary 相同,名称为中文;代码与中文说法并列,按代码筛选较快。';

CREATE VIEW summary_zh.异常 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.anomaly_id AS 异常编号,
  shown.rule_code AS 规则代码,
  coalesce(severity_word.word, shown.severity) AS 程度,
  shown.severity AS 程度代码,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.subject_code AS 科目代码,
  coalesce(figure_word.word, shown.figure) AS 数字名称,
  shown.figure AS 数字名称代码,
  coalesce(section_word.word, shown.section) AS 部分,
  shown.section AS 部分代码,
  shown.line_no AS 行号,
  shown.submission_id AS 报送编号,
  shown.title AS 规则名称,
  shown.message AS 说明,
  shown.stated AS 填报数,
  shown.expected_low AS 推算下限,
  shown.expected_high AS 推算上限,
  shown.difference AS 差额,
  coalesce(cause_word.word, shown.cause) AS 可能原因,
  shown.cause AS 可能原因代码,
  shown.suggestion AS 建议,
  coalesce(status_word.word, shown.status) AS 状态,
  shown.status AS 状态代码,
  shown.first_published_at AS 首次发布时间,
  shown.evidence AS 所据各数,
  shown.rule_version AS 规则版本
FROM summary.anomaly AS shown
LEFT JOIN store.word AS severity_word
  ON severity_word.list = 'severity'
  AND severity_word.code = shown.severity
LEFT JOIN store.word AS figure_word
  ON figure_word.list = 'figure'
  AND figure_word.code = shown.figure
LEFT JOIN store.word AS section_word
  ON section_word.list = 'section'
  AND section_word.code = shown.section
LEFT JOIN store.word AS cause_word
  ON cause_word.list = 'anomaly_cause'
  AND cause_word.code = shown.cause
LEFT JOIN store.word AS status_word
  ON status_word.list = 'anomaly_status'
  AND status_word.code = shown.status;

CREATE VIEW summary_zh.异常历史 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.anomaly_id AS 异常编号,
  shown.rule_code AS 规则代码,
  coalesce(severity_word.word, shown.severity) AS 程度,
  shown.severity AS 程度代码,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.subject_code AS 科目代码,
  coalesce(figure_word.word, shown.figure) AS 数字名称,
  shown.figure AS 数字名称代码,
  coalesce(section_word.word, shown.section) AS 部分,
  shown.section AS 部分代码,
  shown.line_no AS 行号,
  shown.submission_id AS 报送编号,
  shown.title AS 规则名称,
  shown.message AS 说明,
  shown.stated AS 填报数,
  shown.expected_low AS 推算下限,
  shown.expected_high AS 推算上限,
  shown.difference AS 差额,
  coalesce(cause_word.word, shown.cause) AS 可能原因,
  shown.cause AS 可能原因代码,
  shown.suggestion AS 建议,
  coalesce(status_word.word, shown.status) AS 状态,
  shown.status AS 状态代码,
  shown.first_published_at AS 首次发布时间,
  shown.evidence AS 所据各数,
  shown.rule_version AS 规则版本,
  shown.place AS 位置,
  shown.first_publication_id AS 首次出现的发布编号,
  shown.last_publication_id AS 最后出现的发布编号,
  shown.last_published_at AS 最后出现的发布时间,
  shown.answers AS 历次答复
FROM summary.anomaly_history AS shown
LEFT JOIN store.word AS severity_word
  ON severity_word.list = 'severity'
  AND severity_word.code = shown.severity
LEFT JOIN store.word AS figure_word
  ON figure_word.list = 'figure'
  AND figure_word.code = shown.figure
LEFT JOIN store.word AS section_word
  ON section_word.list = 'section'
  AND section_word.code = shown.section
LEFT JOIN store.word AS cause_word
  ON cause_word.list = 'anomaly_cause'
  AND cause_word.code = shown.cause
LEFT JOIN store.word AS status_word
  ON status_word.list = 'anomaly_status'
  AND status_word.code = shown.status;

CREATE VIEW summary_zh.结账年度 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.closed_at AS 结账时间,
  shown.reason AS 结账理由,
  shown.kept_publication_id AS 所保持的发布编号
FROM summary.closed_year AS shown;

CREATE VIEW summary_zh.可比功能科目年度 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.subject_code AS 科目代码,
  coalesce(fund_type_word.word, shown.fund_type) AS 资金性质,
  shown.fund_type AS 资金性质代码,
  shown.unit_name AS 单位名称,
  shown.subject_name AS 科目名称,
  shown.subject_level AS 科目级次,
  shown.initial_budget AS 年初预算数,
  shown.final_budget AS 全年预算数,
  shown.actual AS 决算数,
  shown.basic_actual AS 基本支出决算数,
  shown.project_actual AS 项目支出决算数,
  shown.direct_initial_budget AS 直接列报年初预算数,
  shown.direct_final_budget AS 直接列报全年预算数,
  shown.direct_actual AS 直接列报决算数,
  shown.eliminated_initial AS 抵销年初预算数,
  shown.eliminated_final AS 抵销全年预算数,
  shown.eliminated_actual AS 抵销决算数,
  shown.prior_actual AS 上年决算数,
  shown.change AS 比上年增减额,
  shown.change_percent AS 比上年增减百分比,
  shown.share_percent AS 所占比重,
  shown.execution_percent AS 预算执行率,
  coalesce(comparability_word.word, shown.comparability) AS 可比性,
  shown.comparability AS 可比性代码,
  shown.family AS 所属族,
  shown.base_year AS 换算到的年度,
  shown.is_current AS 换算依据是否最新,
  coalesce(prior_comparability_word.word, shown.prior_comparability) AS 上年可比性,
  shown.prior_comparability AS 上年可比性代码
FROM summary.comparable_subject_year AS shown
LEFT JOIN store.word AS fund_type_word
  ON fund_type_word.list = 'fund_type'
  AND fund_type_word.code = shown.fund_type
LEFT JOIN store.word AS comparability_word
  ON comparability_word.list = 'comparability'
  AND comparability_word.code = shown.comparability
LEFT JOIN store.word AS prior_comparability_word
  ON prior_comparability_word.list = 'comparability'
  AND prior_comparability_word.code = shown.prior_comparability;

CREATE VIEW summary_zh.报送情况 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  coalesce(kind_word.word, shown.kind) AS 报送种类,
  shown.kind AS 报送种类代码,
  coalesce(state_word.word, shown.state) AS 报送状态,
  shown.state AS 报送状态代码,
  shown.submission_id AS 报送编号,
  shown.reason AS 说明
FROM summary.coverage AS shown
LEFT JOIN store.word AS kind_word
  ON kind_word.list = 'submission_kind'
  AND kind_word.code = shown.kind
LEFT JOIN store.word AS state_word
  ON state_word.list = 'coverage_state'
  AND state_word.code = shown.state;

CREATE VIEW summary_zh.经济分类年度 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.code AS 经济分类代码,
  coalesce(fund_type_word.word, shown.fund_type) AS 资金性质,
  shown.fund_type AS 资金性质代码,
  shown.initial_budget AS 年初预算数,
  shown.final_budget AS 全年预算数,
  shown.actual AS 决算数,
  shown.unit_count AS 单位数,
  shown.prior_actual AS 上年决算数,
  shown.change AS 比上年增减额,
  shown.change_percent AS 比上年增减百分比
FROM summary.economic_year AS shown
LEFT JOIN store.word AS fund_type_word
  ON fund_type_word.list = 'fund_type'
  AND fund_type_word.code = shown.fund_type;

CREATE VIEW summary_zh.内部往来抵销 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.payer_code AS 付款单位代码,
  shown.payee_code AS 收款单位代码,
  shown.subject_code AS 科目代码,
  coalesce(fund_type_word.word, shown.fund_type) AS 资金性质,
  shown.fund_type AS 资金性质代码,
  coalesce(measure_word.word, shown.measure) AS 金额指标,
  shown.measure AS 金额指标代码,
  shown.payer_amount AS 付款方列报数,
  shown.payee_amount AS 收款方列报数,
  shown.eliminated AS 已抵销数,
  shown.residual AS 未抵销数,
  coalesce(cause_word.word, shown.cause) AS 未抵销原因,
  shown.cause AS 未抵销原因代码,
  shown.at_unit AS 抵销所在单位代码,
  shown.cause_detail AS 原因所指
FROM summary.elimination AS shown
LEFT JOIN store.word AS fund_type_word
  ON fund_type_word.list = 'fund_type'
  AND fund_type_word.code = shown.fund_type
LEFT JOIN store.word AS measure_word
  ON measure_word.list = 'measure'
  AND measure_word.code = shown.measure
LEFT JOIN store.word AS cause_word
  ON cause_word.list = 'residual_cause'
  AND cause_word.code = shown.cause;

CREATE VIEW summary_zh.表外数字年度 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  coalesce(figure_word.word, shown.figure) AS 数字名称,
  shown.figure AS 数字名称代码,
  shown.value AS 合计数,
  shown.unit_count AS 单位数,
  shown.prior_value AS 上年合计数,
  shown.change AS 比上年增减,
  shown.change_percent AS 比上年增减百分比
FROM summary.figure_year AS shown
LEFT JOIN store.word AS figure_word
  ON figure_word.list = 'figure'
  AND figure_word.code = shown.figure;

CREATE VIEW summary_zh.收入年度 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  coalesce(income_kind_word.word, shown.income_kind) AS 收入来源,
  shown.income_kind AS 收入来源代码,
  coalesce(fund_type_word.word, shown.fund_type) AS 资金性质,
  shown.fund_type AS 资金性质代码,
  shown.initial_budget AS 年初预算数,
  shown.final_budget AS 全年预算数,
  shown.actual AS 决算数,
  shown.unit_count AS 单位数,
  shown.prior_actual AS 上年决算数,
  shown.change AS 比上年增减额,
  shown.change_percent AS 比上年增减百分比
FROM summary.income_year AS shown
LEFT JOIN store.word AS income_kind_word
  ON income_kind_word.list = 'income_kind'
  AND income_kind_word.code = shown.income_kind
LEFT JOIN store.word AS fund_type_word
  ON fund_type_word.list = 'fund_type'
  AND fund_type_word.code = shown.fund_type;

CREATE VIEW summary_zh.保留的发布 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.is_current AS 是否当前发布,
  shown.run_id AS 运行编号,
  shown.fiscal_years AS 包含的年度,
  shown.digest AS 内容摘要,
  shown.cell_count AS 汇总单元数,
  shown.coverage_count AS 报送情况条数,
  shown.anomaly_count AS 异常条数,
  shown.line_count AS 行数,
  shown.submission_count AS 报送数,
  shown.total_initial_budget AS 年初预算合计,
  shown.total_final_budget AS 全年预算合计,
  shown.total_actual AS 决算合计
FROM summary.kept_publication AS shown;

CREATE VIEW summary_zh.以往年度变动 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  coalesce(series_word.word, shown.series) AS 口径,
  shown.series AS 口径代码,
  shown.unit_code AS 单位代码,
  shown.subject_code AS 科目代码,
  coalesce(measure_word.word, shown.measure) AS 金额指标,
  shown.measure AS 金额指标代码,
  coalesce(cause_word.word, shown.cause) AS 变动原因,
  shown.cause AS 变动原因代码,
  shown.before AS 改动前,
  shown.after AS 改动后,
  shown.difference AS 变动数
FROM summary.past_change AS shown
LEFT JOIN store.word AS series_word
  ON series_word.list = 'series'
  AND series_word.code = shown.series
LEFT JOIN store.word AS measure_word
  ON measure_word.list = 'measure'
  AND measure_word.code = shown.measure
LEFT JOIN store.word AS cause_word
  ON cause_word.list = 'change_cause'
  AND cause_word.code = shown.cause;

CREATE VIEW summary_zh.可比范围变动 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.unit_name AS 单位名称,
  coalesce(change_word.word, shown.change) AS 变动,
  shown.change AS 变动代码,
  shown.other_unit AS 相关单位代码,
  shown.initial_budget AS 年初预算数,
  shown.final_budget AS 全年预算数,
  shown.actual AS 决算数
FROM summary.perimeter_change AS shown
LEFT JOIN store.word AS change_word
  ON change_word.list = 'perimeter_change'
  AND change_word.code = shown.change;

CREATE VIEW summary_zh.项目年度 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.project_code AS 项目代码,
  coalesce(fund_type_word.word, shown.fund_type) AS 资金性质,
  shown.fund_type AS 资金性质代码,
  shown.initial_budget AS 年初预算数,
  shown.final_budget AS 全年预算数,
  shown.actual AS 决算数,
  shown.unit_count AS 单位数,
  shown.prior_actual AS 上年决算数,
  shown.change AS 比上年增减额,
  shown.change_percent AS 比上年增减百分比
FROM summary.project_year AS shown
LEFT JOIN store.word AS fund_type_word
  ON fund_type_word.list = 'fund_type'
  AND fund_type_word.code = shown.fund_type;

CREATE VIEW summary_zh.当前发布 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.run_id AS 运行编号,
  shown.fiscal_years AS 包含的年度,
  shown.digest AS 内容摘要,
  shown.cell_count AS 汇总单元数,
  shown.coverage_count AS 报送情况条数,
  shown.anomaly_count AS 异常条数,
  shown.line_count AS 行数,
  shown.submission_count AS 报送数,
  shown.total_initial_budget AS 年初预算合计,
  shown.total_final_budget AS 全年预算合计,
  shown.total_actual AS 决算合计
FROM summary.publication AS shown;

CREATE VIEW summary_zh.功能科目年度 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.subject_code AS 科目代码,
  coalesce(fund_type_word.word, shown.fund_type) AS 资金性质,
  shown.fund_type AS 资金性质代码,
  shown.unit_name AS 单位名称,
  shown.subject_name AS 科目名称,
  shown.subject_level AS 科目级次,
  shown.initial_budget AS 年初预算数,
  shown.final_budget AS 全年预算数,
  shown.actual AS 决算数,
  shown.basic_actual AS 基本支出决算数,
  shown.project_actual AS 项目支出决算数,
  shown.direct_initial_budget AS 直接列报年初预算数,
  shown.direct_final_budget AS 直接列报全年预算数,
  shown.direct_actual AS 直接列报决算数,
  shown.eliminated_initial AS 抵销年初预算数,
  shown.eliminated_final AS 抵销全年预算数,
  shown.eliminated_actual AS 抵销决算数,
  shown.initial_complete AS 年初预算数是否齐全,
  shown.final_complete AS 全年预算数是否齐全,
  shown.execution_coverage_percent AS 执行率覆盖比重,
  shown.unit_count AS 单位数,
  shown.line_count AS 行数,
  shown.prior_actual AS 上年决算数,
  shown.change AS 比上年增减额,
  shown.change_percent AS 比上年增减百分比,
  shown.share_percent AS 所占比重,
  shown.execution_percent AS 预算执行率
FROM summary.subject_year AS shown
LEFT JOIN store.word AS fund_type_word
  ON fund_type_word.list = 'fund_type'
  AND fund_type_word.code = shown.fund_type;

CREATE VIEW summary_zh.单位指标 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_code AS 单位代码,
  shown.indicator AS 指标代码,
  shown.value AS 指标值,
  shown.numerator AS 分子,
  shown.denominator AS 分母,
  shown.band AS 档次,
  shown.indicator_name AS 指标名称
FROM summary.unit_indicator AS shown;

CREATE VIEW summary_zh.单位类型年度 AS
SELECT
  shown.publication_id AS 发布编号,
  shown.published_at AS 发布时间,
  shown.fiscal_year AS 年度,
  shown.unit_type AS 单位类型,
  shown.subject_code AS 科目代码,
  coalesce(fund_type_word.word, shown.fund_type) AS 资金性质,
  shown.fund_type AS 资金性质代码,
  shown.initial_budget AS 年初预算数,
  shown.final_budget AS 全年预算数,
  shown.actual AS 决算数,
  shown.unit_count AS 单位数
FROM summary.unit_type_year AS shown
LEFT JOIN store.word AS fund_type_word
  ON fund_type_word.list = 'fund_type'
  AND fund_type_word.code = shown.fund_type;

-- What a view and its columns say is told in `summary`. The columns stand in the same order, and a
-- word stands before its code.
DO $$
DECLARE
  shown record;
BEGIN
  FOR shown IN
    SELECT format('VIEW summary_zh.%I', view.zh_name) AS name,
      format(
        '%s列名为中文,见 summary.%s。',
        obj_description(format('summary.%I', view.name)::regclass, 'pg_class'), view.name
      ) AS comment
    FROM (
      VALUES
        ('异常', 'anomaly'),
        ('异常历史', 'anomaly_history'),
        ('结账年度', 'closed_year'),
        ('可比功能科目年度', 'comparable_subject_year'),
        ('报送情况', 'coverage'),
        ('经济分类年度', 'economic_year'),
        ('内部往来抵销', 'elimination'),
        ('表外数字年度', 'figure_year'),
        ('收入年度', 'income_year'),
        ('保留的发布', 'kept_publication'),
        ('以往年度变动', 'past_change'),
        ('可比范围变动', 'perimeter_change'),
        ('项目年度', 'project_year'),
        ('当前发布', 'publication'),
        ('功能科目年度', 'subject_year'),
        ('单位指标', 'unit_indicator'),
        ('单位类型年度', 'unit_type_year')
    ) AS view (zh_name, name)
    UNION ALL
    SELECT format('COLUMN %s.%I', zh.view, zh.name),
      format('%s(summary.%s)', origin.comment, origin.name)
    FROM (
      SELECT
        view,
        base,
        name,
        count(*) FILTER (WHERE NOT is_word) OVER (PARTITION BY view ORDER BY place)
          + is_word::integer AS place
      FROM (
        SELECT
          attrelid::regclass AS view,
          (
            SELECT DISTINCT refobjid
            FROM pg_rewrite
            JOIN pg_depend
              ON classid = 'pg_rewrite'::regclass
              AND objid = pg_rewrite.oid
              AND refclassid = 'pg_class'::regclass
            JOIN pg_class AS base
              ON base.oid = refobjid
              AND base.relnamespace = 'summary'::regnamespace
            WHERE ev_class = attrelid
          ) AS base,
          attname AS name,
          attnum AS place,
          coalesce(
            lead(attname) OVER (PARTITION BY attrelid ORDER BY attnum) = attname || '代码', false)
            AS is_word
        FROM pg_attribute
        JOIN pg_class
          ON pg_class.oid = attrelid
        WHERE relnamespace = 'summary_zh'::regnamespace
          AND attnum > 0
      ) AS told
    ) AS zh
    CROSS JOIN LATERAL (
      SELECT format('%s.%s', relname, attname) AS name, col_description(attrelid, attnum) AS comment
      FROM pg_attribute
      JOIN pg_class
        ON pg_class.oid = attrelid
      WHERE attrelid = zh.base
        AND attnum = zh.place
    ) AS origin
  LOOP
    EXECUTE format('COMMENT ON %s IS %L', shown.name, shown.comment);
  END LOOP;
END
$$;
