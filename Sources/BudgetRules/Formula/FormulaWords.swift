import BudgetDomain

/// One of the two languages that formulas are written in.
public enum FormulaLanguage: Sendable {
  /// `functional[201].actual`.
  case english
  /// `功能[201].决算`.
  case chinese
}

/// Words with one meaning each, in both languages.
struct FormulaWords<Meaning: Hashable & Sendable>: Sendable {
  private let entries: [(meaning: Meaning, english: String, chinese: String)]
  private let meanings: [String: Meaning]

  /// Lists the words; where a meaning comes twice, the first words are those that are printed.
  init(_ entries: [(meaning: Meaning, english: String, chinese: String)]) {
    self.entries = entries
    meanings = Dictionary(
      entries.flatMap { [($0.english, $0.meaning), ($0.chinese, $0.meaning)] }
    ) { first, _ in first }
  }

  /// What a word means; nil for one that is not in the list.
  subscript(word: String) -> Meaning? { meanings[word] }

  /// The word for a meaning.
  func word(for meaning: Meaning, in language: FormulaLanguage) -> String? {
    entries.first { $0.meaning == meaning }.map { language == .english ? $0.english : $0.chinese }
  }
}

/// The vocabulary of formulas.
enum FormulaLexicon {
  /// Where a figure stands, before the figure itself.
  enum Whose: Hashable, Sendable {
    case prior
    case kin(FormulaReference.Kin)
    case kind(SubmissionKind)
  }

  /// What may follow a code.
  enum Column: Hashable, Sendable {
    case measure(Measure)
    case kind(ExpenditureKind)
    case fund(FundType)
    case rows
  }

  /// The functions on the right side.
  enum Function: Hashable, Sendable {
    case growth
    case share
  }

  static let whose = FormulaWords<Whose>([
    (.prior, "prior", "上年"), (.kin(.parent), "parent", "上级单位"),
    (.kin(.children), "children", "下级单位"),
    (.kind(.finalAccount), "final_account", "决算报送"),
    (.kind(.selfEvaluation), "self_evaluation", "自评报送"), (.kind(.budget), "budget", "预算报送"),
  ])

  static let sections = FormulaWords<Section>([
    (.functional, "functional", "功能"), (.economic, "economic", "经济"),
    (.project, "project", "项目"), (.income, "income", "收入"),
  ])

  static let columns = FormulaWords<Column>([
    (.measure(.initialBudget), "initial_budget", "年初预算"),
    (.measure(.finalBudget), "final_budget", "全年预算"), (.measure(.actual), "actual", "决算"),
    (.kind(.basic), "basic", "基本"), (.kind(.project), "project", "项目"),
    (.kind(.remittedUp), "remitted_up", "上缴上级"), (.kind(.operating), "operating", "经营"),
    (.kind(.subsidyDown), "subsidy_down", "对附属单位补助"),
    (.fund(.general), "general", "一般公共预算"), (.fund(.fund), "fund", "政府性基金"),
    (.fund(.capital), "capital", "国有资本经营"), (.fund(.other), "other", "其他资金"),
    (.rows, "rows", "明细"),
  ])

  static let incomeKinds = FormulaWords<IncomeKind>([
    (.appropriation, "appropriation", "财政拨款"),
    (.superiorSubsidy, "superior_subsidy", "上级补助"), (.business, "business", "事业"),
    (.operating, "operating", "经营"),
    (.affiliatedRemittance, "affiliated_remittance", "附属单位上缴"), (.other, "other", "其他"),
  ])

  static let functions = FormulaWords<Function>([
    (.growth, "growth", "增长率"), (.share, "share", "占比"),
  ])

  /// What begins a condition.
  static let condition = FormulaWords<Bool>([(true, "when", "当")])

  static let units = FormulaWords<AmountUnit>(
    AmountUnit.allCases.map { ($0, $0.name, $0.chineseName) })

  static let brackets = FormulaWords<Bracket>([
    (.form, "form", "表"), (.figure, "figure", "文字"),
  ])

  /// What a bracket of free text names.
  enum Bracket: Hashable, Sendable {
    case form
    case figure
  }

  static let submissionKinds = FormulaWords<SubmissionKind>([
    (.finalAccount, "final_account", "决算"), (.selfEvaluation, "self_evaluation", "自评"),
    (.budget, "budget", "预算"), (.finalAccount, "final_account", "部门决算"),
    (.selfEvaluation, "self_evaluation", "绩效自评"), (.budget, "budget", "部门预算"),
  ])

  static let conditions = FormulaWords<Condition>([
    (.kind, "kind", "报送"), (.unitType, "unit_type", "单位类型"),
  ])

  /// What a scope can ask for.
  enum Condition: Hashable, Sendable {
    case kind
    case unitType
  }

  /// The first part of a figure's name.
  static let families = FormulaWords<String>(
    [
      ("total", "总支出"), ("basic", "基本支出"), ("project", "项目支出"), ("three_public", "三公"),
      ("meeting", "会议费"), ("meeting_general", "一般会议"), ("meeting_congress", "代表大会"),
      ("training", "培训费"), ("share_percent", "占比"), ("income", "收入"),
      ("operating_cost", "机关运行经费"), ("procurement", "政府采购"), ("staff", "人员"),
      ("vehicle", "车辆"), ("overseas", "出国"), ("reception", "接待"), ("balance", "结转结余"),
      ("grand_total", "总计"), ("personnel_cost", "人员经费"), ("public_cost", "公用经费"),
    ].map { ($0, $0, $1) })

  /// The parts after it.
  static let aspects = FormulaWords<String>(
    [
      ("initial_budget", "年初预算"), ("final_budget", "全年预算"), ("actual", "决算"),
      ("budget", "预算"), ("prior", "上年数"), ("change", "增减额"),
      ("change_percent", "增减百分比"), ("overseas", "因公出国"), ("vehicle", "公务用车"),
      ("vehicle_purchase", "公务用车购置"), ("vehicle_running", "公务用车运行"),
      ("reception", "公务接待"), ("total", "合计"), ("persons", "人次"), ("authorised", "编制"),
      ("actual", "在职"), ("count", "保有量"), ("bought", "购置数"), ("disposed", "处置数"),
      ("groups", "团组"), ("batches", "批次"), ("goods", "货物"), ("works", "工程"),
      ("services", "服务"), ("sme", "中小企业"), ("micro", "小微企业"), ("opening", "年初"),
      ("closing", "年末"), ("used", "使用非财政拨款结余"), ("distributed", "结余分配"),
      ("income", "收入"), ("expenditure", "支出"), ("appropriation", "财政拨款"),
      ("completion_percent", "完成百分比"), ("general", "一般公共预算"), ("fund", "政府性基金"),
      ("capital", "国有资本经营"), ("other", "其他资金"),
    ].map { ($0, $0, $1) })
}
