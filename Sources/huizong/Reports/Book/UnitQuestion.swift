import BudgetDomain
import BudgetRules
import BudgetStore

/// What of the anomalies a unit can answer, and what it is asked where the suggestion speaks to the
/// bureau.
enum UnitQuestion {
  /// The bureau's own business: lists, crosswalks, formulas and settings, the register of
  /// submissions, closed years.
  private static let families = ["R", "X"]
  private static let rules: Set = ["U010", "U030", "U050", "U060", "U090", "U110"]

  /// Words of suggestions that speak of what only the bureau keeps.
  private static let ownWords = [
    "huizong ", "登记", "目录", "对照", "公式", "参数", "催报", "视图",
  ]

  /// Whether the unit can answer it. A formula is asked of units, whatever the bureau calls it.
  static func isOfUnit(_ anomaly: PublishedAnomaly) -> Bool {
    let isOfProgram = RuleCatalogue.descriptions.contains { $0.code.text == anomaly.ruleCode }
    let isOfFamily = families.contains(String(anomaly.ruleCode.prefix(1)))
    return !(isOfProgram && (isOfFamily || rules.contains(anomaly.ruleCode)))
  }

  /// What the unit may do, in Chinese; nil where nothing is suggested.
  static func suggestion(of anomaly: PublishedAnomaly) -> String? {
    guard let suggestion = anomaly.suggestion else { return nil }
    guard ownWords.contains(where: suggestion.contains) else { return suggestion }
    switch anomaly.ruleCode {
    case "N010", "E040":
      return "请与对方单位核对往来的单位、年度、科目、资金性质和金额,说明应以哪一方为准;列报有误的请更正重报。"
    case "C020", "C030", "C050", "C060":
      return "请核对所用科目编码,说明依据;有误的请更正重报。"
    default: return "请核实并说明情况。"
    }
  }
}
