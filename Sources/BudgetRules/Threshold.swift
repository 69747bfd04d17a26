import BudgetDomain

/// One threshold of a rule: what the bureau sets in `reference.rule_setting`, else the rule's own.
struct Threshold {
  /// The name of the setting.
  let name: String
  /// What holds where the bureau sets nothing: whole percent, yuan or pieces.
  let fallback: Int64

  /// Beyond it a threshold shuts its rule off whatever the figures, and products would not fit.
  private static let largest: Int128 = 1_000_000_000_000_000_000

  init(_ name: String, _ fallback: Int64) {
    self.name = name
    self.fallback = fallback
  }

  /// The threshold of a year in ten-thousandths of a percent, yuan or piece, at most 10^18.
  func tenThousandths(
    _ rule: RuleDescription, _ settings: RuleSettings, _ year: FiscalYear
  ) -> Int128 {
    guard let value = settings.value(rule.code, name, in: year) else {
      return Int128(fallback) * 10_000
    }
    let exact = Int128(value.unscaled) * 10_000 / Int128(PowerOfTen[Int(value.decimals)])
    return min(max(exact, 0), Self.largest)
  }

  /// The threshold of a year in fen, where it is one of money in yuan.
  func fen(_ rule: RuleDescription, _ settings: RuleSettings, _ year: FiscalYear) -> Int128 {
    tenThousandths(rule, settings, year) / 100
  }
}

/// Whether a part is more than so many ten-thousandths of a percent of a whole above zero.
///
/// Sums of a year stay below 10^19 fen, so that the products fit.
func exceeds(_ part: Int128, _ tenThousandths: Int128, of whole: Int128) -> Bool {
  whole > 0 && part * 1_000_000 > tenThousandths * whole
}
