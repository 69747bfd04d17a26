import BudgetDomain

/// One threshold of a rule: what the bureau sets in `reference.rule_setting`, else the rule's own.
struct Threshold: Sendable {
  /// The name of the setting.
  let name: String
  /// What holds where the bureau sets nothing: whole percent, yuan or pieces.
  let fallback: Int64
  /// The least value that can be worked with.
  let least: Int64
  /// The greatest value that can be worked with; nil where a large one shuts the rule off.
  let most: Int64?

  /// Beyond it a threshold shuts its rule off whatever the figures, and products would not fit.
  private static let largest: Int128 = 1_000_000_000_000_000_000

  init(_ name: String, _ fallback: Int64, least: Int64 = 0, most: Int64? = nil) {
    self.name = name
    self.fallback = fallback
    self.least = least
    self.most = most
  }

  /// Whether a value can be worked with.
  func accepts(_ value: PrintedNumber) -> Bool {
    let exact = Self.tenThousandths(value)
    return exact >= Int128(least) * 10_000 && most.map { exact <= Int128($0) * 10_000 } ?? true
  }

  /// The threshold of a year; the rule's own where the bureau sets none that can be worked with.
  func value(_ rule: RuleDescription, _ settings: RuleSettings, _ year: FiscalYear)
    -> PrintedNumber
  {
    settings.value(rule.code, name, in: year).flatMap { accepts($0) ? $0 : nil }
      ?? PrintedNumber(fallback)
  }

  /// The threshold of a year in ten-thousandths of a percent, yuan or piece, at most 10^18.
  func tenThousandths(
    _ rule: RuleDescription, _ settings: RuleSettings, _ year: FiscalYear
  ) -> Int128 {
    min(Self.tenThousandths(value(rule, settings, year)), Self.largest)
  }

  /// The threshold of a year in fen, where it is one of money in yuan.
  func fen(_ rule: RuleDescription, _ settings: RuleSettings, _ year: FiscalYear) -> Int128 {
    tenThousandths(rule, settings, year) / 100
  }

  private static func tenThousandths(_ value: PrintedNumber) -> Int128 {
    Int128(value.unscaled) * 10_000 / Int128(PowerOfTen[Int(value.decimals)])
  }
}

/// Whether a part is more than so many ten-thousandths of a percent of a whole above zero.
///
/// Sums of a year stay below 10^19 fen, so that the products fit.
func exceeds(_ part: Int128, _ tenThousandths: Int128, of whole: Int128) -> Bool {
  whole > 0 && part * 1_000_000 > tenThousandths * whole
}
