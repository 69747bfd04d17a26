import BudgetDomain
import BudgetReport
import Testing

@Suite struct NumberFormatTests {
  @Test(
    arguments: [
      ("7694900.00", "769.49", "7,694,900.00"),
      ("123456789012.34", "12,345,678.90", "123,456,789,012.34"),
      ("-50.00", "-0.01", "-50.00"), ("49.99", "0.00", "49.99"), ("0.00", "0.00", "0.00"),
      ("999999999999999999.99", "100,000,000,000,000.00", "999,999,999,999,999,999.99"),
      (nil, "–", "–"), ("NaN", "NaN", "NaN"),
    ] as [(String?, String, String)])
  func showsAmounts(yuan: String?, inWan: String, inYuan: String) {
    #expect(NumberFormat(amountUnit: .wanYuan).amount(yuan) == inWan)
    #expect(NumberFormat(amountUnit: .yuan).amount(yuan) == inYuan)
  }

  @Test(
    arguments: [
      ("26.0500", "26.1"), ("-2.1500", "-2.2"), ("100.0000", "100.0"), ("0.0499", "0.0"),
    ])
  func roundsPercentagesHalfAwayFromZero(percent: String, shown: String) {
    #expect(NumberFormat.percent(percent) == shown)
  }

  @Test(
    arguments: [
      ("35.2000", "35.7000", "[35.2, 35.7]"), ("118.0000", "118.0000", "118"),
      (nil, "24.0000", "≤ 24"), ("24000.0000", nil, "≥ 24,000"), (nil, nil, "–"),
    ] as [(String?, String?, String)])
  func showsIntervals(low: String?, high: String?, shown: String) {
    #expect(NumberFormat.interval(low, high) == shown)
  }

  @Test(arguments: ["", "-", ".5", "5.", "1e3", "1,000", "１", "--1", "1.2.3"])
  func readsPlainDigitsOnly(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test(
    arguments: [
      (Duration.milliseconds(40), "0.04 s", "0.040"), (.milliseconds(12_340), "12.3 s", "12.340"),
      (.seconds(125), "2 min 05 s", "125.000"), (.zero, "0.00 s", "0.000"),
    ])
  func showsDurations(duration: Duration, people: String, programs: String) {
    #expect(elapsedText(duration) == people)
    #expect(secondsText(duration) == programs)
  }
}
