import BudgetDomain
import Testing

@testable import BudgetStore

/// What of an anomaly the digest of a publication covers.
@Suite struct AnomalyRowTests {
  private static func anomaly(version: Int = 1) -> Anomaly {
    Anomaly(
      rule: RuleCode("X010"), ruleVersion: version, severity: .error,
      place: Place(year: FiscalYear(2023), unit: "A1"), title: "标题", message: "说明")
  }

  @Test func aChangedRuleIsAnotherValue() {
    let values = AnomalyRow(Self.anomaly()).values
    #expect(AnomalyRow(Self.anomaly()).values == values)
    #expect(AnomalyRow(Self.anomaly(version: 2)).values != values)
  }

  /// A quote and a mark on it are one character, and yet the server sees the quote.
  @Test(arguments: ["\u{301}", "\u{FE0F}", "\u{200D}", "\u{200C}", ""])
  func everyQuoteIsDoubled(mark: String) {
    var anomaly = Self.anomaly()
    let zero = FindingNumber(tenThousandths: 0)
    anomaly.suggestion = "2\"\(mark),\"\(mark)x\n"
    anomaly.evidence = [Operand(label: mark + "\"" + mark, printed: mark, low: zero, high: zero)]
    let scalars = AnomalyRow(anomaly).csv.unicodeScalars
    #expect(scalars.filter { $0 == "\"" }.count.isMultiple(of: 2))
    let suggestion = "\"2\"\"\(mark),\"\"\(mark)x\n\"".utf8
    #expect(Array(AnomalyRow(anomaly).csv.utf8).firstRange(of: Array(suggestion)) != nil)
  }

  @Test func anotherSubmissionWithTheSameFiguresIsNot() {
    var anomaly = Self.anomaly()
    anomaly.submissionID = 17
    #expect(AnomalyRow(anomaly).values == AnomalyRow(Self.anomaly()).values)
    #expect(AnomalyRow(anomaly).csv.contains("\"17\""))
  }
}
