import BudgetDomain

/// What figures are called in messages.
enum FigureLabel {
  private static let families: [String: String] = [
    "total": "支出总计", "basic": "基本支出", "project": "项目支出", "three_public": "“三公”经费",
    "overseas": "因公出国(境)", "vehicle": "公务用车", "vehicle_purchase": "公务用车购置",
    "vehicle_running": "公务用车运行维护费", "reception": "公务接待费", "meeting": "会议费",
    "meeting_general": "一般会议", "meeting_congress": "代表大会", "training": "培训费",
    "income": "收入总计", "operating_cost": "机关运行经费", "procurement": "政府采购",
    "staff": "人员", "balance": "结转结余", "share_percent": "占比", "grand_total": "总计",
    "personnel_cost": "人员经费", "public_cost": "公用经费",
  ]

  private static let aspects: [String: String] = [
    "initial_budget": "年初预算数", "final_budget": "全年预算数", "actual": "决算数",
    "budget": "预算数", "prior": "上年数", "change": "增减额", "change_percent": "增减百分比",
    "total": "合计", "persons": "人次", "authorised": "编制数", "count": "保有量",
    "bought": "购置数", "disposed": "处置数", "groups": "团组数", "batches": "批次",
    "goods": "货物", "works": "工程", "services": "服务", "sme": "中小企业", "micro": "小微企业",
    "opening": "年初", "closing": "年末", "used": "使用非财政拨款结余", "distributed": "结余分配",
    "income": "收入", "expenditure": "支出", "appropriation": "财政拨款",
    "completion_percent": "完成百分比", "overseas": "因公出国(境)", "vehicle": "公务用车",
    "vehicle_purchase": "公务用车购置", "vehicle_running": "公务用车运行维护费",
    "reception": "公务接待费",
  ]

  /// The name in Chinese, part by part; parts that are nobody's stay as they are.
  static func chinese(for name: FigureName) -> String {
    let parts = name.text.split(separator: ".").map(String.init)
    if parts == ["staff", "actual"] { return "在职人数" }
    guard let family = parts.first else { return name.text }
    return (families[family] ?? family) + parts.dropFirst().map { aspects[$0] ?? $0 }.joined()
  }
}
