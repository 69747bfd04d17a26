public import BudgetDomain

/// E030. What was spent differs from the initial budget for reasons that the unit gives.
///
/// One anomaly a submission, with the sum of what no explanation covers, without signs. A group's
/// own submission is not asked: its units explain what they spent. Settings:
/// `share_percent` of the initial budget and `amount` in yuan, both of which the sum must exceed,
/// and `item_amount` in yuan, below which a difference is not counted.
/// Severity: review. Source: 决算说明, 决算数与年初预算数的差异须逐项说明原因.
public struct DifferencesAreExplained: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "E030", .review, title: "与年初预算的差异未作说明",
    english: "differences from the initial budget without an explanation",
    source: "决算说明:决算数与年初预算数的差异须说明原因")

  static let share = Threshold("share_percent", 5)
  static let amount = Threshold("amount", 100_000)
  static let itemAmount = Threshold("item_amount", 10_000)
  /// The most items that a message names.
  private static let largestList = 10
  private let settings: RuleSettings

  /// Takes the bureau's thresholds.
  public init(settings: RuleSettings) {
    self.settings = settings
  }

  /// Appends an anomaly where too much is not explained.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    guard submission.header.kind != .budget, !submission.isControlTotal,
      let differences = BudgetDifferences(submission)
    else { return }
    let year = submission.header.year
    let least = Self.itemAmount.fen(Self.description, settings, year)
    let items = differences.items.filter { $0.fen.magnitude >= max(1, least.magnitude) }
    let sum = items.reduce(Int128(0)) { $0 + Int128($1.fen.magnitude) }
    guard sum > Self.amount.fen(Self.description, settings, year),
      exceeds(
        sum, Self.share.tenThousandths(Self.description, settings, year),
        of: differences.initialFen)
    else { return }
    findings.append(anomaly(items, sum, in: submission))
  }

  private func anomaly(
    _ items: [BudgetDifferences.Item], _ sum: Int128, in submission: SubmissionView
  ) -> Anomaly {
    let unit = submission.header.amountUnit
    let list = items.prefix(Self.largestList).map { item in
      "\(item.label) \(item.fen > 0 ? "+" : "")\(Wording.amount(item.fen, in: unit))"
    }
    let more = items.count > list.count ? "等\(items.count)项" : ""
    var anomaly = Anomaly(
      Self.description, at: submission.place,
      message: "决算数与年初预算数的差异中有 \(Wording.amount(sum, in: unit)) 未作说明:"
        + "\(list.joined(separator: "、"))\(more)。")
    anomaly.submissionID = submission.header.id
    anomaly.stated = FindingNumber(sum, over: 100)
    anomaly.expectedLow = FindingNumber(0, over: 1)
    anomaly.expectedHigh = FindingNumber(0, over: 1)
    anomaly.suggestion = "请逐项说明差异的原因和金额。"
    return anomaly
  }
}
