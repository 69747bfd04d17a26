import BudgetDomain
import BudgetRules
import Testing

/// What is found wrong in a list of formulas before any submission is looked at.
@Suite struct FormulaReviewTests {
  /// 201 since 2007, 234 only in 2020 and 2021; economic 301; units of one type; years 2022–2023.
  private static let surroundings = FormulaReview.Surroundings(
    functional: SubjectList([
      subject("201", .general, 2007, nil), subject("234", .general, 2020, 2021),
    ]), economic: SubjectList([subject("301", nil, 2007, nil)]), unitTypes: ["行政"],
    years: [2022, 2023])

  private static func subject(_ code: String, _ fund: FundType?, _ from: Int, _ to: Int?)
    -> SubjectRow
  {
    SubjectRow(
      fund: fund, code: SubjectCode(code) ?? .all, validity: Validity(from: from, to: to), name: "")
  }

  private static func row(
    _ code: String, _ formula: String, scope: String = "*", from: Int = 2007, to: Int? = nil,
    severity: Severity? = .error
  ) -> FormulaRow {
    FormulaRow(
      code: RuleCode(code), validity: Validity(from: from, to: to), title: code,
      severity: severity, scope: scope, formula: formula, note: nil)
  }

  private static func problems(_ rows: FormulaRow...) -> [FormulaDefect.Problem] {
    FormulaReview(rows, in: surroundings).defects.map(\.problem)
  }

  @Test(arguments: [
    "meeting.actual = meeting_general.actual + meeting_congress.actual",
    "share_percent.201 = share(functional[201].actual, total.actual)",
    "basic.actual.general <= economic[301].actual + 5 wan_yuan",
    "total.change_percent <= 30%", "overseas.groups - overseas.persons <= 0",
    "staff.actual <= 10", "balance.opening.fund = prior.balance.closing.fund",
    "project[P-1].actual <= figure[our.limit]", "prior.functional[234].actual = 0",
  ])
  func findsNothingInAGoodFormula(formula: String) {
    #expect(Self.problems(Self.row("B001", formula, to: 2023)) == [])
  }

  @Test func tellsMoneyPiecesAndPercentagesApart() {
    let cases: [(String, FormulaDefect.Problem)] = [
      ("meeting.actual = staff.actual", .mixedDimensions("meeting.actual", "staff.actual")),
      ("meeting.actual <= 5", .mixedDimensions("meeting.actual", "5")),
      ("staff.actual <= 5 yuan", .mixedDimensions("staff.actual", "5 yuan")),
      (
        "meeting.change_percent + staff.actual = 0",
        .mixedDimensions("meeting.change_percent", "staff.actual")
      ),
      ("meeting.actual = growth(meeting.actual, meeting.prior)", .quotientWithoutPercentage),
      (
        "meeting.change_percent <= growth(meeting.actual, meeting.prior)",
        .quotientWithoutPercentage
      ),
      (
        "meeting.change_percent = growth(meeting.actual, staff.actual)",
        .mixedDimensions("meeting.actual", "staff.actual")
      ),
      ("meeting.change_percent = share(meeting.change_percent, total.actual)", .unfitQuotient),
      ("meeting.change_percent = share(meeting.actual, 5 yuan)", .unfitQuotient),
      ("5 = 5", .namesNoFigure), ("meeting.actual = 0.001 yuan", .unworkableNumber("0.001 yuan")),
    ]
    for (formula, problem) in cases {
      #expect(Self.problems(Self.row("B001", formula)) == [problem], "\(formula)")
    }
  }

  @Test func knowsNamesAndCodes() {
    #expect(
      Self.problems(Self.row("B001", "three_public.actuals = 0")) == [
        .unknownFigure("three_public.actuals")
      ])
    #expect(
      Self.problems(Self.row("B001", "functional[202].actual = 0")) == [
        .unknownCode("functional[202].actual")
      ])
    #expect(
      Self.problems(Self.row("B001", "functional[234].actual = 0", from: 2022)) == [
        .codeOfOtherYears("functional[234].actual")
      ])
    #expect(
      Self.problems(Self.row("B001", "economic[302].actual = 0")) == [
        .unknownCode("economic[302].actual")
      ])
  }

  @Test func findsFormulasThatNeverFire() {
    let formula = "meeting.actual <= training.actual"
    #expect(
      Self.problems(Self.row("B001", formula, scope: "unit_type: 行政, 事业")) == [
        .unitTypeOfNobody("事业")
      ])
    #expect(Self.problems(Self.row("B001", formula, from: 2024)) == [.yearsWithoutData])
    #expect(
      Self.problems(Self.row("B001", formula, to: 2021)) == [.yearsWithoutData])
  }

  @Test func findsSidesThatAreTheSame() {
    #expect(
      Self.problems(Self.row("B001", "meeting.actual <= meeting.actual + 0")) == [.alwaysHolds])
    #expect(
      Self.problems(Self.row("B001", "meeting.actual = meeting.actual + 1 yuan")) == [.neverHolds])
    #expect(
      Self.problems(Self.row("B001", "meeting.actual = 2 * meeting.actual")) == [
        .onlyZero("meeting.actual")
      ])
    #expect(
      Self.problems(
        Self.row("B001", "meeting.actual + training.actual = 2 * meeting.actual")) == [])
  }

  @Test func findsFormulasThatSayTheSame() {
    let first = Self.row("B001", "total.actual = basic.actual + project.actual", to: 2022)
    let second = Self.row("B002", "2*project.actual - 2*total.actual = -2*basic.actual", from: 2022)
    #expect(Self.problems(first, second) == [.sameAs(RuleCode("B001"))])
    let later = Self.row("B002", second.formula, from: 2023)
    #expect(Self.problems(first, later) == [])
    let elsewhere = Self.row("B002", second.formula, scope: "kind: budget", from: 2022)
    #expect(
      Self.problems(Self.row("B001", first.formula, scope: "kind: final_account"), elsewhere) == [])
    let growth = "total.change_percent = growth(total.actual, total.prior)"
    #expect(
      Self.problems(Self.row("B001", growth), Self.row("B002", growth)) == [
        .sameAs(RuleCode("B001"))
      ])
    // A rule's later row replaces the earlier one.
    #expect(Self.problems(Self.row("B001", growth), Self.row("B001", growth, from: 2023)) == [])
  }

  @Test func findsBoundsThatLeaveNothing() {
    let low = Self.row("B001", "meeting.actual >= 2 wan_yuan")
    #expect(
      Self.problems(low, Self.row("B002", "meeting.actual <= 19999.99 yuan")) == [
        .contradicts(RuleCode("B001"))
      ])
    #expect(Self.problems(low, Self.row("B002", "meeting.actual <= 20000.00 yuan")) == [])
    #expect(
      Self.problems(
        Self.row("B001", "meeting.actual = training.actual"),
        Self.row("B002", "3*training.actual - 3*meeting.actual >= 3 yuan")) == [
          .contradicts(RuleCode("B001"))
        ])
  }

  @Test func keepsWhatCanBeCheckedAndSaysWhy() {
    let review = FormulaReview(
      [
        Self.row("B001", "meeting.actual ="), Self.row("B002", "meeting.actual = 0", scope: "?"),
        Self.row("B003", "meeting.actual = 0", severity: nil),
        Self.row("B004", "total.actual >= 0"),
        Self.row("B005", "total.actual = total.actual"),
      ], in: Self.surroundings)
    #expect(review.rules.map(\.row.code.text) == ["B004"])
    #expect(review.defects.map(\.rule.text) == ["B001", "B002", "B003", "B005"])
    for defect in review.defects {
      #expect(defect.isError)
      #expect(!defect.message.english.isEmpty && !defect.message.chinese.isEmpty)
    }
  }
}
