public import BudgetDomain

/// E010. What is spent beside the basic expenditure is named, project by project.
///
/// Only asked where the initial budgets of the project section add up to that of all projects, and
/// the final ones do not: then F010 and T050 know more. Settings: `amount`, in yuan.
/// Severity: review; the money may come from another fund, which the unit then should say.
/// Source: 部门整体支出绩效自评报告, 项目支出分项列明.
public struct TotalNamesItsParts: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "E010", .review, title: "支出总计中有未列明的部分",
    english: "total that the parts do not name", source: "部门整体支出绩效自评报告:项目支出分项列明")

  static let amount = Threshold("amount", 1_000)
  private let settings: RuleSettings

  /// Takes the bureau's thresholds.
  public init(settings: RuleSettings) {
    self.settings = settings
  }

  /// Appends an anomaly where some of the total is certainly not among the named projects.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    guard namesEveryProject(submission), !submission.isHeldToItsProjects,
      let named = submission.ownRows(of: .project, .actual, kind: .unstated)?.certain
    else { return }
    let (figure, basic) = wholeAndBasic(of: submission)
    guard let whole = figure, whole.isWorkable else { return }
    let others = basic.isEmpty ? [] : otherKinds(of: submission)
    let relation = Relation(whole, .sum(parts: basic + others + named))
    guard let evaluation = relation.evaluate(), evaluation.verdict == .violated else { return }
    let parts = relation.figures.dropFirst().reduce(Int128(0)) { $0 + $1.value.numerator }
    let rest = whole.value.numerator - parts
    guard rest > Self.amount.fen(Self.description, settings, submission.header.year) else { return }
    findings.append(anomaly(submission, relation, evaluation, parts: parts, rest: rest))
  }

  private func anomaly(
    _ submission: SubmissionView, _ relation: Relation, _ evaluation: Relation.Evaluation,
    parts: Int128, rest: Int128
  ) -> Anomaly {
    let (whole, unit) = (relation.stated, submission.header.amountUnit)
    var place = submission.place
    place.section = .project
    if case .stated(let name) = whole.name { place.figure = name.text }
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "\(whole.label) \(Wording.printed(whole)),其中列明 \(Wording.amount(parts, in: unit)),"
        + "尚有 \(Wording.amount(rest, in: unit)) 在项目支出中未列明。",
      evidence: relation.evidence)
    anomaly.submissionID = submission.header.id
    anomaly.stated = Wording.number(whole.value, whole.dimension)
    anomaly.expectedLow = evaluation.low.map { Wording.number($0.value, whole.dimension) }
    anomaly.expectedHigh = evaluation.high.map { Wording.number($0.value, whole.dimension) }
    anomaly.suggestion = "请说明这部分支出的项目、用途和资金来源。"
    return anomaly
  }

  /// The whole to be named, and the basic part of it: the total, or else the projects alone.
  private func wholeAndBasic(of submission: SubmissionView) -> (PrintedFigure?, [PrintedFigure]) {
    guard let total = submission.figure("total.actual"),
      let basic = submission.figure("basic.actual"), basic.isWorkable
    else { return (submission.figure("project.actual"), []) }
    return (total, [basic])
  }

  private func otherKinds(of submission: SubmissionView) -> [PrintedFigure] {
    [ExpenditureKind.remittedUp, .operating, .subsidyDown].flatMap {
      submission.ownRows(of: .functional, .actual, kind: $0)?.certain ?? []
    }
  }

  private func namesEveryProject(_ submission: SubmissionView) -> Bool {
    guard let budget = submission.figure("project.initial_budget"), budget.isWorkable,
      let rows = submission.ownRows(of: .project, .initialBudget, kind: .unstated)
    else { return false }
    return Relation(budget, .sum(parts: rows.certain)).evaluate()?.verdict != .violated
  }
}
