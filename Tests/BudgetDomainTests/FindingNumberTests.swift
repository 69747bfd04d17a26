import BudgetDomain
import Testing

@Suite struct FindingNumberTests {
  /// Four decimals, half away from zero.
  @Test(
    arguments: [
      (1, 3, "0.3333"), (2, 3, "0.6667"), (-2, 3, "-0.6667"), (1, 20_000, "0.0001"),
      (-1, 20_000, "-0.0001"), (1, 20_001, "0.0000"), (0, 7, "0.0000"), (-1, 100, "-0.0100"),
      (128, 361, "0.3546"), (100_000_000_000_000_000, 1, "100000000000000000.0000"),
    ] as [(Int128, Int128, String)])
  func roundsHalfAwayFromZero(numerator: Int128, denominator: Int128, text: String) {
    #expect(FindingNumber(numerator, over: denominator).description == text)
  }

  @Test func smallNegativesKeepTheirSign() {
    #expect(FindingNumber(tenThousandths: -5).description == "-0.0005")
    #expect((FindingNumber(1, over: 2) - FindingNumber(1, over: 4)).description == "0.2500")
  }

  /// `difference` = stated − the nearest end of the expected interval.
  @Test(
    arguments: [
      (5, 7, 9, -2), (10, 7, 9, 1), (8, 7, 9, 0), (5, nil, 4, 1), (3, nil, 4, 0), (3, 4, nil, -1),
    ] as [(Int128, Int128?, Int128?, Int128)])
  func differsFromTheNearestEnd(stated: Int128, low: Int128?, high: Int128?, by: Int128) {
    var anomaly = Anomaly(
      rule: RuleCode("T010"), ruleVersion: 1, severity: .error,
      place: Place(year: FiscalYear(2023), unit: "101"),
      title: "", message: "")
    #expect(anomaly.difference == nil)
    anomaly.stated = FindingNumber(stated, over: 1)
    #expect(anomaly.difference == nil)
    anomaly.expectedLow = low.map { FindingNumber($0, over: 1) }
    anomaly.expectedHigh = high.map { FindingNumber($0, over: 1) }
    #expect(anomaly.difference == FindingNumber(by, over: 1))
  }
}
