import BudgetDomain
import BudgetRules
import Testing

/// The bureau's formulas on the submissions of a night.
@Suite struct FormulaRulesTests {
  private static let units = UnitDirectory(
    rows: ["行政", "事业", nil].enumerated().map { place, type in
      UnitRow(
        code: "\(place)", validity: Validity(from: 2000, to: nil), name: "", parent: nil,
        type: type)
    }, submitting: [])

  private static func rules(_ rows: [(code: String, from: Int, scope: String, formula: String)])
    throws -> FormulaRules
  {
    let rules = try rows.map {
      try FormulaRule(
        FormulaRow(
          code: RuleCode($0.code), validity: Validity(from: $0.from, to: nil), title: $0.code,
          severity: .review, scope: $0.scope, formula: $0.formula, note: nil))
    }
    return FormulaRules(
      rules, units: units, years: [2022, 2023].map(FiscalYear.init))
  }

  private static func found(_ rules: FormulaRules, _ view: SubmissionView) -> [String] {
    var findings = FindingList()
    rules.check(view, into: &findings)
    return findings.anomalies.map {
      "\($0.rule.text) \($0.severity.name) \($0.place.figure ?? "-")"
    }
  }

  @Test func checksWhatASubmissionStates() throws {
    let rules = try Self.rules([
      ("B001", 2020, "*", "staff.actual <= 24"), ("B002", 2020, "*", "meeting.actual = 0"),
      ("B003", 2020, "*", "T3.functional[*].actual = 0"),
      ("B004", 2020, "*", "total.actual <= prior.total.actual"),
      ("B005", 2020, "*", "total.actual = income.total"),
    ])
    let view = HandMadeView(year: 2023)
    #expect(Self.found(rules, view.view("staff.actual = 32")) == ["B001 review staff.actual"])
    #expect(Self.found(rules, view.view("staff.actual = 24\nmeeting.actual = 0")) == [])
    #expect(
      Self.found(rules, view.view("meeting.actual = 1\nT3 functional * : 1")) == [
        "B002 review meeting.actual", "B003 review -",
      ])
    // A total that is made of its parts, and one that is stated.
    #expect(
      Self.found(rules, view.view("basic.actual = 1\nproject.actual = 2\nincome.total = 5")) == [
        "B005 review total.actual"
      ])
    #expect(
      Self.found(rules, view.view("total.actual = 1\nincome.total = 5")) == [
        "B005 review total.actual"
      ])
  }

  @Test func asksOnlyTheUnitsOfItsScope() throws {
    let rules = try Self.rules([("B001", 2020, "单位类型: 行政", "staff.actual <= 24")])
    let found = (0..<3).map { unit in
      Self.found(rules, HandMadeView(unit: unit).view("staff.actual = 32")).count
    }
    #expect(found == [1, 0, 0])
  }

  @Test func takesTheLatestRowOfARule() throws {
    let rules = try Self.rules([
      ("B001", 2020, "*", "staff.actual <= 24"), ("B001", 2023, "*", "staff.actual <= 40"),
    ])
    func count(_ year: Int) -> Int {
      Self.found(rules, HandMadeView(year: year).view("staff.actual = 32")).count
    }
    #expect([2021, 2022, 2023].map(count) == [0, 1, 0])
  }
}
