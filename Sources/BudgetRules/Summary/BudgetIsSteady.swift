public import BudgetDomain

/// X040. A unit's initial budget for a subject does not move far from year to year.
///
/// Asked where budgets are all there is: what units spent in both years is compared with their
/// peers (P010). A change is listed when it is large by itself and beside the whole budget; a code
/// that comes or goes is X030's. A unit that gave or took over tasks meanwhile is not asked.
/// Settings: `least_change_percent` (30), `least_change_yuan` (100000), `least_share_percent` (1)
/// of the unit's budget.
/// Severity: review. Source: 部门预算与上年数据核对, 变动超过30%且超过10万元的须说明.
public struct BudgetIsSteady: Sendable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "X040", .review, title: "科目预算较上年变动较大",
    english: "large year-on-year change of a budget", source: "部门预算与上年数据核对:变动超过30%且超过10万元的须说明")

  private let leastPercent: PrintedNumber
  private let leastYuan: PrintedNumber
  private let leastShare: PrintedNumber

  /// The rule with the thresholds of a year.
  public init(_ settings: RuleSettings, in year: FiscalYear) {
    let values = Self.thresholds.map { $0.value(Self.description, settings, year) }
    (leastPercent, leastYuan, leastShare) = (values[0], values[1], values[2])
  }

  static let thresholds = [
    Threshold("least_change_percent", 30), Threshold("least_change_yuan", 100_000),
    Threshold("least_share_percent", 1),
  ]

  /// Whether a change is large enough by itself.
  public func isWorthAsking(_ change: YearChange) -> Bool {
    leastYuan.isBelow(Int128(change.riseFen.magnitude), over: 100)
  }

  /// Whether an amount is whole thousands of yuan: two of them may be the same by chance.
  public func isRound(_ fen: Int64) -> Bool { fen % 100_000 == 0 }

  /// The anomaly of a change; nil for one that is small, or from nothing or to nothing.
  ///
  /// - Parameter budgetFen: The larger of the unit's whole budgets of the two years.
  public func anomaly(_ change: YearChange, ofBudget budgetFen: Int128, in year: FiscalYear)
    -> Anomaly?
  {
    let rise = Int128(change.riseFen.magnitude)
    guard change.priorFen > 0, change.actualFen > 0, budgetFen > 0, isWorthAsking(change),
      leastPercent.isBelow(rise * 100, over: Int128(change.priorFen)),
      leastShare.isBelow(rise * 100, over: budgetFen)
    else { return nil }
    var anomaly = Anomaly(
      Self.description, at: change.place(in: year),
      message: change.wording + ",变动额相当于该单位预算总额的 "
        + "\(YearChange.percent(rise, of: budgetFen).dropFirst())。", evidence: change.evidence)
    anomaly.stated = FindingNumber(Int128(change.actualFen), over: 100)
    anomaly.suggestion = "请核对金额和所列科目;属实的请说明变动原因。"
    return anomaly
  }
}
