public import BudgetDomain

/// What figures are called: in Chinese in messages, in English where a page names them.
public enum FigureLabel {
  private typealias Words = (chinese: String, english: String)

  private static let families: [String: Words] = [
    "total": ("支出总计", "total expenditure"), "basic": ("基本支出", "basic spending"),
    "project": ("项目支出", "project spending"),
    "three_public": ("“三公”经费", "travel, vehicles and receptions"),
    "overseas": ("因公出国(境)", "overseas travel"), "vehicle": ("公务用车", "official vehicles"),
    "vehicle_purchase": ("公务用车购置", "purchase of vehicles"),
    "vehicle_running": ("公务用车运行维护费", "running of vehicles"),
    "reception": ("公务接待费", "official receptions"), "meeting": ("会议费", "meetings"),
    "meeting_general": ("一般会议", "general meetings"),
    "meeting_congress": ("代表大会", "congresses"), "training": ("培训费", "training"),
    "income": ("收入总计", "total income"), "operating_cost": ("机关运行经费", "operating costs"),
    "procurement": ("政府采购", "government procurement"), "staff": ("人员", "staff"),
    "balance": ("结转结余", "balance carried over"), "share_percent": ("占比", "share in percent"),
    "grand_total": ("总计", "grand total"), "personnel_cost": ("人员经费", "personnel costs"),
    "public_cost": ("公用经费", "office costs"),
  ]

  private static let aspects: [String: Words] = [
    "initial_budget": ("年初预算数", "initial budget"),
    "final_budget": ("全年预算数", "final budget"), "actual": ("决算数", "actual"),
    "budget": ("预算数", "budget"), "prior": ("上年数", "last year"),
    "change": ("增减额", "change"), "change_percent": ("增减百分比", "change in percent"),
    "total": ("合计", "total"), "persons": ("人次", "persons"),
    "authorised": ("编制数", "authorised"), "count": ("保有量", "number held"),
    "bought": ("购置数", "bought"), "disposed": ("处置数", "disposed of"),
    "groups": ("团组数", "groups"), "batches": ("批次", "batches"), "goods": ("货物", "goods"),
    "works": ("工程", "works"), "services": ("服务", "services"),
    "sme": ("中小企业", "small and medium enterprises"),
    "micro": ("小微企业", "small and micro enterprises"), "opening": ("年初", "opening"),
    "closing": ("年末", "closing"), "used": ("使用非财政拨款结余", "own balance used"),
    "distributed": ("结余分配", "balance distributed"), "income": ("收入", "income"),
    "expenditure": ("支出", "expenditure"), "appropriation": ("财政拨款", "appropriation"),
    "completion_percent": ("完成百分比", "completion in percent"),
    "overseas": ("因公出国(境)", "overseas travel"),
    "vehicle": ("公务用车", "official vehicles"),
    "vehicle_purchase": ("公务用车购置", "purchase of vehicles"),
    "vehicle_running": ("公务用车运行维护费", "running of vehicles"),
    "reception": ("公务接待费", "official receptions"),
  ]

  /// The name in Chinese, part by part; parts that are nobody's stay as they are.
  public static func chinese(for name: FigureName) -> String {
    let parts = parts(of: name)
    if parts == ["staff", "actual"] { return "在职人数" }
    guard let family = parts.first else { return name.text }
    return (families[family]?.chinese ?? family)
      + parts.dropFirst().map { aspects[$0]?.chinese ?? $0 }.joined()
  }

  /// The name in English, its parts after each other; parts that are nobody's stay as they are.
  public static func english(for name: FigureName) -> String {
    let parts = parts(of: name)
    if parts == ["staff", "actual"] { return "staff in post" }
    guard let family = parts.first else { return name.text }
    let words = parts.dropFirst().map { aspects[$0]?.english ?? $0 }
    return ([families[family]?.english ?? family] + words).joined(separator: ", ")
  }

  private static func parts(of name: FigureName) -> [String] {
    name.text.split(separator: ".").map(String.init)
  }
}
