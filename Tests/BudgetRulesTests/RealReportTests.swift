import BudgetDomain
import Testing

@testable import BudgetRules

/// Every relation of one published report, with the verdict that a reviewer came to by hand.
@Suite struct RealReportTests {
  struct Finding: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let relation: Relation
    let verdict: Verdict
    /// The ends of the interval as shown; nil where the report does not care.
    var shown: String?
  }

  private static func wan(_ text: String) -> PrintedFigure { figure(text, .amount(.wanYuan)) }
  private static func percent(_ text: String) -> PrintedFigure { figure(text, .percent) }

  private static func figure(_ text: String, _ kind: PrintedFigure.Dimension) -> PrintedFigure {
    PrintedFigure(
      label: text, number: PrintedNumber(text) ?? PrintedNumber(.max), dimension: kind)
  }

  private static func sum(_ total: String, _ parts: [String]) -> Relation {
    Relation(wan(total), .sum(parts: parts.map(wan)))
  }

  private static func growth(_ stated: String, _ current: String, _ change: String) -> Relation {
    Relation(percent(stated), .growthByChange(current: wan(current), change: wan(change)))
  }

  private static let subjects = [
    "634.00", "48.6", "58.73", "37.63", "0.1", "53.42", "30.01", "51.96", "64.95",
  ]

  private static let findings =
    [
      Finding(
        testDescription: "三公 +26 %", relation: growth("26", "4.89", "1.28"), verdict: .violated,
        shown: "应在 [35.2%, 35.7%] 之间"),
      Finding(
        testDescription: "会议费 −2 %", relation: growth("-2", "54.37", "-0.81"),
        verdict: .violated, shown: "应为 -1.5%"),
      Finding(
        testDescription: "培训费 −11 %", relation: growth("-11", "0.66", "-0.1"),
        verdict: .undecidable),
      Finding(
        testDescription: "培训费 −11 % had the change two decimals",
        relation: growth("-11", "0.66", "-0.10"), verdict: .violated),
      Finding(
        testDescription: "基本支出 by economics 769.48 for 769.49",
        relation: sum("769.49", ["612.11", "16.96", "130.73", "9.68"]), verdict: .held),
      Finding(
        testDescription: "基本支出 by function",
        relation: sum("769.49", ["634.00", "0.1", "53.42", "30.01", "51.96"]), verdict: .held),
      Finding(testDescription: "支出总计", relation: sum("979.40", subjects), verdict: .held),
      Finding(
        testDescription: "支出总计 off by 0.06", relation: sum("979.46", subjects),
        verdict: .undecidable),
      Finding(
        testDescription: "支出总计 off by one", relation: sum("980.40", subjects),
        verdict: .violated),
      Finding(
        testDescription: "项目预算", relation: sum("118", ["48.6", "61.8", "7.6"]), verdict: .held),
      Finding(
        testDescription: "会议费 of two kinds", relation: sum("54.37", ["5.77", "48.6"]),
        verdict: .held),
      Finding(
        testDescription: "在职 32, 编制 24",
        relation: Relation(figure("32", .count), .atMost(whole: figure("24", .count))),
        verdict: .violated, shown: "应不超过 24。"),
    ]
    + zip(subjects, ["65", "5", "6", "4", nil, "5", "3", "5", "7"]).compactMap { part, share in
      share.map {
        Finding(
          testDescription: "占比 of \(part)",
          relation: Relation(percent($0), .share(part: wan(part), whole: wan("979.40"))),
          verdict: .held)
      }
    }

  @Test(arguments: findings)
  func isJudgedAsByHand(_ finding: Finding) throws {
    #expect(try #require(finding.relation.evaluate()).verdict == finding.verdict)
    let rule = RuleDescription("X000", .error, title: "", english: "", source: "")
    let place = Place(year: FiscalYear(2023), unit: "101")
    let anomaly = finding.relation.finding(rule, at: place, submission: nil)
    #expect((anomaly == nil) == (finding.verdict == .held))
    #expect(anomaly.map { $0.severity == .undetermined } != (finding.verdict == .violated))
    if let shown = finding.shown { #expect(anomaly?.message.contains(shown) == true) }
  }

  /// Why the percentages are wrong: 26.2 % of this year's figure, 1.47 rounded twice, and one that
  /// nobody can tell.
  @Test(arguments: [
    ("26", "4.89", "1.28", Cause?.some(.wrongBase), Severity.error),
    ("-2", "54.37", "-0.81", .rounding, .info), ("-11", "0.66", "-0.1", nil, .undetermined),
  ])
  func isExplainedAsByHand(
    percent: String, current: String, change: String, cause: Cause?, severity: Severity
  ) throws {
    let rule = RuleDescription("X000", .error, title: "", english: "", source: "")
    let place = Place(year: FiscalYear(2023), unit: "101")
    let relation = Self.growth(percent, current, change)
    let anomaly = try #require(relation.finding(rule, at: place, submission: nil))
    let found = Diagnosis.explain(
      [anomaly], [StatedRelation(rule: rule, place: place, relation: relation)],
      around: Surroundings(), SlipWriter(header: nil) { _ in nil })
    #expect(found.map(\.cause) == [cause])
    #expect(found.map(\.severity) == [severity])
  }

  /// The interval of 三公, exactly: [100 × 1.275 ÷ 3.62, 100 × 1.285 ÷ 3.60] to four decimals.
  @Test func intervalIsShownInTheUnitOfTheFigure() throws {
    let rule = RuleDescription("X000", .error, title: "", english: "", source: "")
    let anomaly = Self.growth("26", "4.89", "1.28").finding(
      rule, at: Place(year: FiscalYear(2023), unit: "101"), submission: nil)
    let found = try #require(anomaly)
    #expect(found.stated?.description == "26.0000")
    #expect(found.expectedLow?.description == "35.2210")
    #expect(found.expectedHigh?.description == "35.6944")
    #expect(found.difference?.description == "-9.2210")
    #expect(found.evidence.map(\.printed) == ["26%", "4.89 万元", "1.28 万元"])
    #expect(found.evidence.last?.low.description == "12750.0000")
    #expect(found.evidence.last?.high.description == "12850.0000")
  }
}
