import BudgetDomain
import BudgetRules
import Testing

/// One submission fills no list, and nothing that is found in it goes without being counted.
@Suite struct FindingsAreFewTests {
  private static func anomalies(_ rule: RuleDescription, _ count: Int) -> [Anomaly] {
    (0..<count).map { number in
      var place = Place(year: FiscalYear(2023), unit: "101")
      place.occurrence = number + 1
      return Anomaly(rule, at: place, message: "\(number)")
    }
  }

  private static func names(_ anomalies: some Sequence<Anomaly>) -> [String] {
    anomalies.map { "\($0.rule.text) \($0.message)" }
  }

  private static let info = CoverageRules.lateSubmission
  private static let error = CodeIsWellFormed.description

  @Test func aThousandAreListedAsTheyAre() {
    let all = Self.anomalies(Self.info, 999) + Self.anomalies(Self.error, 1)
    #expect(Self.names(FindingsAreFew.listed(all, of: HandMadeView().view(""))) == Self.names(all))
  }

  @Test func errorsComeFirstAndTheRestIsCounted() throws {
    let all = Self.anomalies(Self.info, 900) + Self.anomalies(Self.error, 300)
    let listed = FindingsAreFew.listed(
      all, besides: [Self.error.code: 7], of: HandMadeView(unit: 101).view(""))
    #expect(listed.count == 1_001)
    #expect(Self.names(listed.prefix(300)) == Self.names(all.suffix(300)))
    #expect(Self.names(listed[300..<1_000]) == Self.names(all.prefix(700)))
    let last = try #require(listed.last)
    #expect(last.rule == FindingsAreFew.description.code)
    #expect(last.message.hasSuffix("共有异常 1207 条,列出 1000 条,未列出的:U070 200 条、C010 7 条。"))
    #expect(last.place.unit == "101" && last.submissionID == 1_030_230)
  }

  /// What it corrects is counted on elsewhere, and it tells of the anomalies that it stands for.
  @Test func anExplainedSlipIsNeverBehindOthers() {
    var slips = Self.anomalies(TotalEqualsRows.description, 2)
    slips[0].cause = .digitExtra
    slips[1].actualCorrectionFen = -9
    let listed = FindingsAreFew.listed(
      Self.anomalies(Self.error, 1_500) + slips, of: HandMadeView().view(""))
    #expect(Self.names(listed.prefix(2)) == Self.names(slips))
  }

  @Test func whatIsUndecidedHidesNoError() {
    let open = Self.anomalies(Self.error, 3).map {
      Anomaly(
        rule: $0.rule, ruleVersion: $0.ruleVersion, severity: .undetermined, place: $0.place,
        title: $0.title, message: $0.message)
    }
    var list = FindingList(mostOfRule: 2)
    for anomaly in open + Self.anomalies(Self.error, 3) { list.append(anomaly) }
    #expect(
      list.anomalies.map(\.severity) == [.undetermined, .undetermined, .error, .error])
    #expect(list.unlisted == [Self.error.code: 2])
  }

  @Test func aListKeepsTheFirstOfEachRule() {
    var list = FindingList(mostOfRule: 2)
    for anomaly in Self.anomalies(Self.info, 5) + Self.anomalies(Self.error, 2) {
      list.append(anomaly)
    }
    #expect(list.anomalies.map(\.message) == ["0", "1", "0", "1"])
    #expect(list.unlisted == [Self.info.code: 3])
  }
}
