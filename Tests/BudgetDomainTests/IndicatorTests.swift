import BudgetDomain
import Testing

@Suite struct IndicatorTests {
  @Test(
    arguments: [
      (.budgetAdjustment, 0, 100, "(-∞, 0]"), (.budgetAdjustment, 10, 100, "(0, 10]"),
      (.budgetAdjustment, 1_001, 10_000, "(10, 20]"), (.budgetAdjustment, 31, 100, "(30, +∞)"),
      (.budgetCompletion, 100, 100, "[100, +∞)"), (.budgetCompletion, 9_999, 10_000, "[95, 100)"),
      (.budgetCompletion, 1, 2, "(-∞, 80)"), (.staffControl, 32, 24, "(100, +∞)"),
      (.staffControl, 24, 24, "(-∞, 100]"), (.carryOver, 1, 0, nil), (.carryOver, 1, -5, nil),
    ] as [(Indicator, Int64, Int64, String?)])
  func liesInOneBand(_ indicator: Indicator, _ part: Int64, _ whole: Int64, _ band: String?) {
    let ratio = IndicatorRatio(part, over: whole)
    #expect(indicator.band(ratio, bounds: indicator.shippedBounds) == band)
  }

  /// A bureau that sets any bound sets all of them, for the years of its rows.
  @Test func aBureauSetsItsOwnBounds() {
    func row(_ rule: String, _ name: String, _ value: String, to: Int? = nil) -> RuleSetting {
      RuleSetting(
        rule: RuleCode(rule), name: name, validity: Validity(from: 2020, to: to),
        value: PrintedNumber(value) ?? PrintedNumber(0))
    }
    let settings = RuleSettings([
      row("budget_adjustment", "bound_2", "5.50"), row("budget_adjustment", "bound_1", "12"),
      row("budget_adjustment", "note", "1"), row("carry_over", "bound_1", "3", to: 2021),
    ])
    let year = FiscalYear(2023)
    let bounds = Indicator.budgetAdjustment.bounds(settings, in: year)
    #expect(bounds.map(\.description) == ["5.50", "12"])
    let band = Indicator.budgetAdjustment.band(IndicatorRatio(6, over: 100), bounds: bounds)
    #expect(band == "(5.50, 12]")
    #expect(Indicator.carryOver.bounds(settings, in: year) == Indicator.carryOver.shippedBounds)
    #expect(Indicator.budgetAdjustment.bounds(settings, in: FiscalYear(2019)).count == 4)
  }

  /// No amount that can be stored overflows the comparison.
  @Test func comparesTheLargestTerms() {
    let ratio = IndicatorRatio(.max, over: .max)
    let bound = PrintedNumber("0.99999999999999999") ?? PrintedNumber(0)
    #expect(Indicator.carryOver.band(ratio, bounds: [bound]) == "(0.99999999999999999, +∞)")
    #expect(
      Indicator.carryOver.band(ratio, bounds: [PrintedNumber(.max)])
        == "(-∞, 9223372036854775807]")
  }
}
