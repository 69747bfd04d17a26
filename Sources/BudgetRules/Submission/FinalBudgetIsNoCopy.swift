public import BudgetDomain

/// E020. A final budget that equals the actual amount to the fen is not far from the initial one.
///
/// A budget that is set to what was spent says nothing about how it was kept; equality alone is
/// normal where little was adjusted. Settings: `adjustment_percent`.
/// Severity: review. Source: 预算调整率 = 追加 ÷ 年初预算 (部门整体支出绩效评价指标体系).
public struct FinalBudgetIsNoCopy: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "E020", .review, title: "全年预算数等于决算数而与年初预算相差较大", english: "circular execution",
    source: "部门整体支出绩效评价指标:预算调整率=追加÷年初预算")

  static let adjustment = Threshold("adjustment_percent", 10)
  private let settings: RuleSettings

  /// Takes the bureau's thresholds.
  public init(settings: RuleSettings) {
    self.settings = settings
  }

  /// Appends an anomaly where the whole submission's final budget is its actual amount.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    guard let final = submission.totalFen(.finalBudget),
      let actual = submission.totalFen(.actual), final == actual,
      let initial = submission.totalFen(.initialBudget), initial > 0
    else { return }
    let limit = Self.adjustment.tenThousandths(
      Self.description, settings, submission.header.year)
    guard exceeds(Int128((actual - initial).magnitude), limit, of: initial),
      // Beyond the threshold however the amounts were rounded.
      let now = submission.totalInterval(.actual),
      let before = submission.totalInterval(.initialBudget),
      let rate = Quotient.growth(current: now, prior: before),
      let low = rate.low?.value, let high = rate.high?.value,
      low.numerator * 10_000 > limit * low.denominator
        || high.numerator * 10_000 < -limit * high.denominator
    else { return }
    findings.append(anomaly(submission, actual, initial, limit))
  }

  private func anomaly(
    _ submission: SubmissionView, _ actual: Int128, _ initial: Int128, _ limit: Int128
  ) -> Anomaly {
    let unit = submission.header.amountUnit
    let rate = Fraction((actual - initial) * 100, over: initial)
    let done = Fraction(actual * 100, over: initial)
    var place = submission.place
    (place.section, place.measure) = (.functional, .finalBudget)
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "全年预算数与决算数同为 \(Wording.amount(actual, in: unit)),"
        + "而年初预算数合计 \(Wording.amount(initial, in: unit)):"
        + "为年初预算的 \(Wording.percent(done)),调整 \(Wording.signedPercent(rate))。")
    anomaly.submissionID = submission.header.id
    anomaly.stated = FindingNumber(actual, over: 100)
    // Both ends in yuan: initial × (1 ± limit), the limit in ten-thousandths of a percent.
    anomaly.expectedLow = FindingNumber(initial * (1_000_000 - limit), over: 100_000_000)
    anomaly.expectedHigh = FindingNumber(initial * (1_000_000 + limit), over: 100_000_000)
    anomaly.suggestion = "请按批复的调整预算填报全年预算数,并说明追加或追减的依据。"
    return anomaly
  }
}
