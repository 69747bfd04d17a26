import BudgetDomain
import Testing

@testable import BudgetRules

/// The version of the whole catalogue, which decides whether a night must work anything out.
@Suite struct RuleCatalogueTests {
  private static func rule(_ code: String, version: Int = 1) -> RuleDescription {
    RuleDescription(code, .error, version: version, title: "", english: "", source: "")
  }

  @Test func anyChangedRuleChangesTheVersion() {
    let rules = [Self.rule("X010"), Self.rule("X020")]
    let version = RuleCatalogue.version(of: rules)
    #expect(RuleCatalogue.version(of: rules) == version)
    for changed in [
      [Self.rule("X010", version: 2), Self.rule("X020")],
      [Self.rule("X010"), Self.rule("X020", version: 2)], [Self.rule("X010")],
      rules + [Self.rule("X030")], [Self.rule("X010"), Self.rule("X021")],
    ] { #expect(RuleCatalogue.version(of: changed) != version) }
    #expect(RuleCatalogue.version == RuleCatalogue.version(of: RuleCatalogue.descriptions))
  }

  @Test func anAnomalyIsOfItsRule() {
    let place = Place(year: FiscalYear(2023), unit: "A1")
    let anomaly = Anomaly(Self.rule("X010", version: 3), at: place, message: "")
    #expect(anomaly.rule.text == "X010")
    #expect(anomaly.ruleVersion == 3)
    #expect(anomaly.severity == .error)
    let other = Anomaly(Self.rule("X010"), severity: .undetermined, at: place, message: "")
    #expect(other.severity == .undetermined)
  }
}
