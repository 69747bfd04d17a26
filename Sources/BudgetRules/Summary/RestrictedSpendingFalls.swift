public import BudgetDomain

/// E050. 三公 spending does not rise.
///
/// Judged by the budgets of two years where the books of both state them, else by the actual
/// amounts: last year's as stated, as the stated change implies it, or as last year's book has it.
/// Settings: `growth_percent` and `amount` in yuan, both of which the rise must exceed however the
/// figures were rounded.
/// Severity: review; the reason stands beside it. Source: “三公”经费只减不增 (党政机关厉行节约反对浪费条例).
public struct RestrictedSpendingFalls: Sendable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "E050", .review, version: 2, title: "“三公”经费未做到只减不增",
    english: "restricted spending has risen", source: "党政机关厉行节约反对浪费条例:“三公”经费只减不增")

  static let growth = Threshold("growth_percent", 15)
  static let amount = Threshold("amount", 1_000)
  private let settings: RuleSettings

  /// Takes the bureau's thresholds.
  public init(settings: RuleSettings) {
    self.settings = settings
  }

  /// The anomalies of a unit's year beside the year before, each year's books in the order of
  /// kinds: one for the budgets, or one for each book whose actual amount has certainly risen.
  public func anomalies(
    of books: [RestrictedSpending], after earlier: [RestrictedSpending], unitCode: String
  ) -> [Anomaly] {
    if let book = books.first(where: { $0.budget != nil }), let budget = book.budget,
      let before = earlier.lazy.compactMap(\.budget).first
    {
      let rise = SpendingRise(budget, since: before.elsewhere("上年"))
      return [anomaly(rise, book, unitCode)].compactMap(\.self)
    }
    let before = earlier.lazy.compactMap(\.actual).first
    return books.compactMap { book in
      guard let actual = book.actual else { return nil }
      let rise =
        book.prior.map { SpendingRise(actual, since: $0) }
        ?? book.change.map { SpendingRise(actual, by: $0) }
        ?? before.map { SpendingRise(actual, since: $0.elsewhere("上年")) }
      return rise.flatMap { anomaly($0, book, unitCode) }
    }
  }

  private func anomaly(_ rise: SpendingRise, _ book: RestrictedSpending, _ unitCode: String)
    -> Anomaly?
  {
    let year = book.header.year
    let least = Self.growth.tenThousandths(Self.description, settings, year)
    guard let low = rise.rate?.low?.value, let high = rise.rate?.high?.value,
      low.numerator * 10_000 > least * low.denominator,
      rise.amount.low.value > Fraction(Self.amount.fen(Self.description, settings, year))
    else { return nil }
    let (current, other) = (rise.current, rise.other)
    var place = Place(year: year, unit: unitCode)
    place.kind = book.header.kind
    if case .stated(let name) = current.name { place.figure = name.text }
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "\(current.label) \(Wording.printed(current)),"
        + "\(other.label) \(Wording.printed(other)),增长 \(Wording.percent(low))"
        + (Wording.percent(low) == Wording.percent(high) ? "。" : "至 \(Wording.percent(high))。"),
      evidence: [Operand(current), Operand(other)])
    anomaly.submissionID = book.header.id
    anomaly.stated = Wording.number(current.value, current.dimension)
    anomaly.expectedHigh = Wording.number(rise.before.high.value, current.dimension)
    anomaly.suggestion = "请说明增长的原因和依据。"
    return anomaly
  }
}
