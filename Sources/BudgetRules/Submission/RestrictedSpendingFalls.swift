public import BudgetDomain

/// E050. 三公 spending does not rise.
///
/// Judged by the actual amounts of two years, last year's as stated or as the stated change
/// implies it: a submission states no budget but this year's. Settings: `growth_percent` and
/// `amount` in yuan, both of which the rise must exceed however the figures were rounded.
/// Severity: review; the reason stands beside it. Source: “三公”经费只减不增 (党政机关厉行节约反对浪费条例).
public struct RestrictedSpendingFalls: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "E050", .review, title: "“三公”经费未做到只减不增", english: "restricted spending has risen",
    source: "党政机关厉行节约反对浪费条例:“三公”经费只减不增")

  private static let growth = Threshold("growth_percent", 15)
  private static let amount = Threshold("amount", 1_000)
  private let settings: RuleSettings

  /// Takes the bureau's thresholds.
  public init(settings: RuleSettings) {
    self.settings = settings
  }

  /// Appends an anomaly where the spending has certainly risen.
  public func check(_ submission: SubmissionView, into findings: inout [Anomaly]) {
    guard submission.statesFigures else { return }
    let family = FigureFamily("three_public", in: submission)
    guard let current = family.current, let other = family.prior ?? family.change else { return }
    let now = current.interval
    let before = family.prior?.interval ?? now + -other.interval
    let rate =
      family.prior == nil
      ? Quotient.growth(current: now, change: other.interval)
      : Quotient.growth(current: now, prior: before)
    let year = submission.header.year
    let least = Self.growth.tenThousandths(Self.description, settings, year)
    let rise = family.prior.map { now + -$0.interval } ?? other.interval
    guard let low = rate?.low?.value, let high = rate?.high?.value,
      low.numerator * 10_000 > least * low.denominator,
      rise.low.value > Fraction(Self.amount.fen(Self.description, settings, year))
    else { return }
    var place = submission.place
    place.figure = "three_public.actual"
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "“三公”经费决算数 \(Wording.printed(current)),"
        + "\(other.label) \(Wording.printed(other)),增长 \(Wording.percent(low))"
        + (Wording.percent(low) == Wording.percent(high) ? "。" : "至 \(Wording.percent(high))。"),
      evidence: [Operand(current), Operand(other)])
    anomaly.submissionID = submission.header.id
    anomaly.stated = Wording.number(current.value, current.dimension)
    anomaly.expectedHigh = Wording.number(before.high.value, current.dimension)
    anomaly.suggestion = "请说明增长的原因和依据。"
    findings.append(anomaly)
  }
}
