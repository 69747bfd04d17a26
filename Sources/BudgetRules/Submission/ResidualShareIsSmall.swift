public import BudgetDomain

/// C050. Little of a unit's money is booked on one residual item (…99 其他).
///
/// Basic expenditure is left out: what a unit without a subject of its own runs on is booked on
/// such items by rule. Of a budget its initial amounts are judged, else the actual ones.
/// Settings: `share_percent` of all expenditure and `amount` in yuan, both to be exceeded by the
/// largest such item; many units have a tenth of their money on some 其他 and no other choice. A
/// group's own submission is not asked.
/// Severity: review. Source: 预算编制要求, 从严控制“其他”科目.
public struct ResidualShareIsSmall: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "C050", .review, title: "“其他”科目占比过高", english: "large share of residual subjects",
    source: "预算编制要求:从严控制“其他”科目列支")

  static let share = Threshold("share_percent", 25)
  static let amount = Threshold("amount", 100_000)
  private let settings: RuleSettings

  /// Takes the bureau's thresholds.
  public init(settings: RuleSettings) {
    self.settings = settings
  }

  /// Appends an anomaly where the share is too large.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    guard !submission.isControlTotal else { return }
    let measure: Measure = submission.header.kind == .budget ? .initialBudget : .actual
    var total: Int128 = 0
    var residuals: [SubjectCode: Int128] = [:]
    for table in submission.tables where table.section == .functional && table.isMoney {
      let roles = table.roles[measure]
      for (index, row) in table.rows[measure].enumerated() where roles[index] == .own {
        let amount = submission.fen[measure][Int(row)]
        guard amount != SubmissionView.uncountable else { return }
        total += Int128(amount)
        let line = submission.lines[Int(row)]
        if line.kind != .basic, line.code.isResidual {
          residuals[line.code, default: 0] += Int128(amount)
        }
      }
    }
    let year = submission.header.year
    let largest = residuals.max { ($0.value, $1.key.rank) < ($1.value, $0.key.rank) }
    guard let (code, residual) = largest,
      residual > Self.amount.fen(Self.description, settings, year),
      exceeds(
        residual, Self.share.tenThousandths(Self.description, settings, year), of: total)
    else { return }
    findings.append(anomaly(code, residual, total, measure, submission))
  }

  private func anomaly(
    _ code: SubjectCode, _ residual: Int128, _ total: Int128, _ measure: Measure,
    _ submission: SubmissionView
  ) -> Anomaly {
    let unit = submission.header.amountUnit
    let limit = Self.share.tenThousandths(Self.description, settings, submission.header.year)
    var place = submission.place
    (place.section, place.code, place.measure) = (.functional, code.description, measure)
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "“其他”科目 \(code) 基本支出以外的\(measure.chineseName)为 "
        + "\(Wording.amount(residual, in: unit)),占全部 \(Wording.amount(total, in: unit)) 的 "
        + "\(Wording.percent(Fraction(residual * 100, over: total)))。")
    anomaly.submissionID = submission.header.id
    anomaly.stated = FindingNumber(residual, over: 100)
    anomaly.expectedHigh = FindingNumber(total * limit, over: 100_000_000)
    anomaly.suggestion = "请按用途列入相应的项级科目,或说明原因。"
    return anomaly
  }
}

extension SubjectCode {
  /// Whether it is an item whose last two digits are 99.
  fileprivate var isResidual: Bool { level == .item && (rank >> 3) % 100 == 99 }
}
