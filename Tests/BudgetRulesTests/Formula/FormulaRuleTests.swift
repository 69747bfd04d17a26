import BudgetDomain
import BudgetRules
import Testing

/// Formulas on submissions put together by hand.
@Suite struct FormulaRuleTests {
  private static func rule(_ formula: String, scope: String = "*") throws -> FormulaRule {
    try FormulaRule(
      FormulaRow(
        code: RuleCode("B001"), validity: Validity(from: 2020, to: 2024), title: "试",
        severity: .error, scope: scope, formula: formula, note: nil))
  }

  /// `verdict: stated [low, high]` in yuan, percent or pieces; nothing where nothing is said.
  private static func judgement(_ relations: [StatedRelation]) -> String {
    guard let stated = relations.first, let evaluation = stated.relation.evaluate() else {
      return "-"
    }
    let finding = stated.relation.finding(stated.rule, at: stated.place, submission: nil)
    let numbers = [finding?.expectedLow, finding?.expectedHigh].map { $0?.description ?? "-" }
    return evaluation.verdict == .held
      ? "held" : "\(evaluation.verdict): [\(numbers.joined(separator: ", "))]"
  }

  private static func judgement(_ formula: String, _ page: String) throws -> String {
    judgement(try rule(formula).relations(of: HandMadeView().view(page)))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let formula: String
    let page: String
    let judgement: String
    var testDescription: String { "\(formula) on \(page.split(separator: "\n")): \(judgement)" }
  }

  private static let table = """
    functional * : 38.0
    functional 201 : 18.0
    functional 2010101 basic : 10.0
    functional 2010102 project : 8.0
    functional 202 basic : 20.0
    """

  private static let cases = [
    // The total as printed; the rows where they are asked for.
    Case(
      formula: "total.actual = functional[*].actual", page: table + "\ntotal.actual = 38.1",
      judgement: "violated: [379500.0000, 380500.0000]"),
    Case(
      formula: "total.actual = functional[*].actual.rows", page: table + "\ntotal.actual = 38.1",
      judgement: "held"),
    Case(
      formula: "functional[201].actual = functional[201].actual.basic + 8 wan_yuan", page: table,
      judgement: "held"),
    Case(
      formula: "functional[201].actual.project = 9 wan_yuan", page: table,
      judgement: "violated: [90000.0000, 90000.0000]"),
    Case(formula: "functional[201].actual.general <= 1 yuan", page: table, judgement: "-"),
    Case(formula: "functional[203].actual <= 1 yuan", page: table, judgement: "-"),
    // Rows that leave the kind open may belong to it.
    Case(
      formula: "basic.actual = functional[*].actual.basic",
      page: "functional 201 basic : 5.0\nfunctional 202 : 3.0\nbasic.actual = 7.0",
      judgement: "held"),
    Case(
      formula: "basic.actual = functional[*].actual.basic",
      page: "functional 201 basic : 5.0\nfunctional 202 : 3.0\nbasic.actual = 8.2",
      judgement: "violated: [49500.0000, 81000.0000]"),
    // Forms are told apart, and from the money.
    Case(
      formula: "T1.功能[*].决算 = T3.功能[*].决算",
      page: "T1 functional * : 5.0\nT3 functional * : 6.0\nfunctional * : 5.0",
      judgement: "violated: [59500.0000, 60500.0000]"),
    Case(
      formula: "T1.功能[*].决算 = T4.功能[*].决算", page: "T1 functional * : 5.0", judgement: "-"),
    Case(
      formula: "income[appropriation].actual <= income[*].actual",
      page: "income : 9.0\nincome appropriation : 9.0\nincome other : 0.2",
      judgement: "held"),
    Case(
      formula: "收入[财政拨款].决算 >= 收入[*].决算.明细",
      page: "income : 9.0\nincome appropriation : 9.0\nincome other : 0.3",
      judgement: "violated: [-, 0.0000]"),
    Case(
      formula: "project[*].actual = project[P1].actual + project[P2].actual",
      page: "project * : 9.0\nproject P1 : 4.0\nproject P2 : 4.0",
      judgement: "violated: [79000.0000, 81000.0000]"),
    // A figure that is written twice moves once.
    Case(
      formula: "2*meeting.actual - meeting.actual = training.actual",
      page: "meeting.actual = 5\ntraining.actual = 6.0",
      judgement: "violated: [59500.0000, 60500.0000]"),
    Case(
      formula: "3*meeting.actual = training.actual",
      page: "meeting.actual = 5\ntraining.actual = 16", judgement: "held"),
    Case(
      formula: "3*meeting.actual = training.actual",
      page: "meeting.actual = 5\ntraining.actual = 17",
      judgement: "violated: [55000.0000, 58333.3333]"),
    Case(
      formula: "meeting.actual - meeting.actual = 0", page: "meeting.actual = 5", judgement: "-"),
    // The figure that stands alone is the one that is judged.
    Case(
      formula: "meeting_general.actual + meeting_congress.actual <= meeting.actual",
      page: "meeting_general.actual = 5\nmeeting_congress.actual = 5\nmeeting.actual = 8",
      judgement: "violated: [90000.0000, -]"),
    Case(
      formula: "meeting.actual = 5.04 wan_yuan", page: "meeting.actual = 5",
      judgement: "held"),
    // A total that is not stated is the sum of its two parts.
    Case(
      formula: "income.total = total.actual",
      page: "income.total = 9\nbasic.actual = 5\nproject.actual = 5", judgement: "held"),
    Case(
      formula: "income.total = total.actual", page: "income.total = 9\nbasic.actual = 5",
      judgement: "-"),
    // Last year's figure is this year's without the change.
    Case(
      formula: "meeting.prior = training.actual",
      page: "meeting.actual = 5.0\nmeeting.change = -1.0\ntraining.actual = 6.0",
      judgement: "held"),
    Case(
      formula: "meeting.prior = training.actual",
      page: "meeting.actual = 5.0\nmeeting.change = -1.0\ntraining.actual = 6.3",
      judgement: "violated: [59000.0000, 61000.0000]"),
    Case(
      formula: "three_public.change_percent = growth(three_public.actual, three_public.prior)",
      page: "three_public.actual = 4.89\nthree_public.prior = 3.61\n"
        + "three_public.change_percent = 26",
      judgement: "violated: [35.1314, 35.7836]"),
    Case(
      formula: "share_percent.201 = share(functional[201].actual, functional[*].actual.rows)",
      page: "share_percent.201 = 40\nfunctional 201 : 5.0\nfunctional 202 : 5.0",
      judgement: "violated: [49.5000, 50.5000]"),
    Case(
      formula: "share_percent.201 = share(functional[201].actual, functional[*].actual.rows)",
      page: "share_percent.201 = 40\nfunctional 201 : 0.0\nfunctional 202 : 0.0", judgement: "-"),
    // Several codes: those that have a row, but none of them is no answer.
    Case(
      formula: "public_cost.actual = T6.economic[302, 310].actual",
      page: "T6 economic 302 : 5.0\nT6 economic 31002 : 1.0\npublic_cost.actual = 6.0",
      judgement: "held"),
    Case(
      formula: "public_cost.actual = T6.economic[302, 310].actual",
      page: "T6 economic 302 : 5.0\nT6 economic 301 : 2.0\npublic_cost.actual = 6.0",
      judgement: "violated: [49500.0000, 50500.0000]"),
    Case(
      formula: "public_cost.actual = T6.economic[302, 310].actual",
      page: "T6 economic 301 : 2.0\npublic_cost.actual = 6.0", judgement: "-"),
    // A condition looks at what is printed.
    Case(
      formula: "three_public.reception.actual = 0 when reception.batches = 0",
      page: "three_public.reception.actual = 0.05\nreception.batches = 0",
      judgement: "violated: [0.0000, 0.0000]"),
    Case(
      formula: "three_public.reception.actual = 0 when reception.batches = 0",
      page: "three_public.reception.actual = 0.00\nreception.batches = 0", judgement: "held"),
    Case(
      formula: "three_public.reception.actual = 0 when reception.batches = 0",
      page: "three_public.reception.actual = 0.05\nreception.batches = 1", judgement: "-"),
    Case(
      formula: "three_public.reception.actual >= 0.01 yuan when reception.batches > 0",
      page: "three_public.reception.actual = 0.00\nreception.batches = 1", judgement: "held"),
    Case(
      formula: "three_public.reception.actual >= 0.01 yuan when reception.batches > 0",
      page: "three_public.reception.actual = 0.000000\nreception.batches = 1",
      judgement: "violated: [0.0100, -]"),
    Case(
      formula: "meeting.change_percent = 0% when meeting.prior = 0",
      page: "meeting.actual = 3.00\nmeeting.change = 3.00\nmeeting.change_percent = 100",
      judgement: "violated: [0.0000, 0.0000]"),
    // A balance that is not stated is that of its funds.
    Case(
      formula: "balance.opening.appropriation = 5 wan_yuan",
      page: "balance.opening.general = 5\nbalance.opening.fund = 3\nbalance.opening.capital = 2",
      judgement: "violated: [-10000.0000, 10000.0000]"),
    Case(
      formula: "staff.actual <= 24", page: "staff.actual = 32",
      judgement: "violated: [-, 24.0000]"),
  ]

  @Test(arguments: cases)
  func judges(_ kind: Case) throws {
    #expect(try Self.judgement(kind.formula, kind.page) == kind.judgement)
  }

  @Test func keepsToItsYearsAndKinds() throws {
    let rule = try Self.rule("staff.actual <= 24", scope: "报送: 自评")
    func count(_ view: HandMadeView) -> Int {
      rule.relations(of: view.view("staff.actual = 32")).count
    }
    #expect(count(HandMadeView(kind: .selfEvaluation)) == 1)
    #expect(count(HandMadeView(kind: .finalAccount)) == 0)
    #expect(count(HandMadeView(year: 2025, kind: .selfEvaluation)) == 0)
  }

  @Test func standsAtTheFirstThingItNames() throws {
    let rule = try Self.rule("T5.功能[201].决算.基本 + 三公.决算 <= 5 yuan")
    let view = HandMadeView().view("T5 functional 201 basic : 5\nthree_public.actual = 5")
    let stated = try #require(rule.relations(of: view).first)
    #expect(stated.rule.code.text == "B001")
    #expect(
      stated.place.key == "2023|0|final_account|functional|T5||basic|201|actual||1")
  }
}

/// Submissions of several units, years and kinds.
private struct Neighbours: FormulaContext {
  let views: [SubmissionView]
  let parents: [UnitIndex: UnitIndex]

  func amount(
    of source: FormulaSource, unit: UnitIndex, year: FiscalYear, kind: SubmissionKind
  ) -> FormulaAmount? {
    views.first { $0.header.unit == unit && $0.header.year == year && $0.header.kind == kind }
      .flatMap { source.amount(in: $0) }
  }

  func parent(of unit: UnitIndex, in year: FiscalYear) -> UnitIndex? { parents[unit] }

  func children(of unit: UnitIndex, in year: FiscalYear) -> [UnitIndex] {
    parents.filter { $0.value == unit }.keys.sorted()
  }
}

extension FormulaRuleTests {
  private static let neighbours = Neighbours(
    views: [
      HandMadeView(unit: 1, year: 2023).view("total.actual = 9.0\ntotal.prior = 8.0"),
      HandMadeView(unit: 1, year: 2022, amountUnit: .yuan).view("total.actual = 80400.00"),
      HandMadeView(unit: 1, year: 2023, kind: .budget).view("total.initial_budget = 7"),
      HandMadeView(unit: 2, year: 2023).view("functional 201 : 4.0\nfunctional 202 : 1"),
      HandMadeView(unit: 3, year: 2023).view("functional 201 : 4.0"),
    ], parents: [2: 1, 3: 1])

  @Test(arguments: [
    ("total.prior = prior.total.actual", 1, "held"),
    ("2*total.prior = prior.total.actual", 1, "violated: [40200.0000, 40200.0000]"),
    ("total.actual <= budget.total.initial_budget", 1, "violated: [-, 75000.0000]"),
    ("total.actual = children.functional[*].actual", 1, "held"),
    ("total.actual = children.functional[202].actual", 1, "-"),
    ("functional[*].actual >= parent.total.actual", 3, "violated: [89500.0000, -]"),
    ("total.prior = prior.parent.total.actual", 1, "-"),
  ])
  func reachesOtherSubmissions(formula: String, unit: Int, judgement: String) throws {
    let rule = try Self.rule(formula)
    let view = try #require(
      Self.neighbours.views.first {
        $0.header.unit == unit && $0.header.year == FiscalYear(2023)
          && $0.header.kind == .finalAccount
      })
    #expect(rule.isForeign && rule.relations(of: view).isEmpty)
    #expect(
      Self.judgement(
        rule.relations(of: view.header, at: view.place, among: Self.neighbours)) == judgement)
  }
}
