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

  @Test func anotherSubmissionWithTheSameFiguresIsNot() {
    var anomaly = Self.anomaly()
    anomaly.submissionID = 17
    #expect(AnomalyRow(anomaly).values == AnomalyRow(Self.anomaly()).values)
    #expect(AnomalyRow(anomaly).csv.contains("\"17\""))
  }
}
