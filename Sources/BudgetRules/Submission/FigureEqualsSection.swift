public import BudgetDomain

/// F010. A figure stated outside the tables equals the table it speaks of.
///
/// The tables are taken as they count: the rows that are amounts of their own. A project section
/// may name the major projects only, so its sum is a lower bound unless the list closes in both
/// other measures; rows that leave their kind open may or may not belong to a kind. A total that is
/// not stated is its two parts, and is only asked for where the rows do not tell these apart: else
/// each part is judged by itself.
/// Severity: error. Source: 决算说明与决算报表一致 (text against tables).
public struct FigureEqualsSection: RelationRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "F010", .error, title: "文字数与报表数不符", english: "stated figure differs from its table",
    source: "决算说明与决算报表一致")

  /// Which rows a figure sums up.
  private struct Tie {
    let figure: String
    let section: Section
    let measure: Measure
    var kind = ExpenditureKind.unstated
    /// The section may name only some of the money.
    var isLowerBound = false
  }

  private static let ties: [Tie] = [
    Tie(figure: "total.initial_budget", section: .functional, measure: .initialBudget),
    Tie(figure: "total.final_budget", section: .functional, measure: .finalBudget),
    Tie(figure: "total.actual", section: .functional, measure: .actual),
    Tie(
      figure: "basic.initial_budget", section: .functional, measure: .initialBudget, kind: .basic),
    Tie(figure: "basic.actual", section: .functional, measure: .actual, kind: .basic),
    Tie(
      figure: "project.initial_budget", section: .functional, measure: .initialBudget,
      kind: .project),
    Tie(figure: "project.actual", section: .functional, measure: .actual, kind: .project),
    Tie(figure: "basic.actual", section: .economic, measure: .actual, kind: .basic),
    Tie(
      figure: "project.initial_budget", section: .project, measure: .initialBudget,
      isLowerBound: true),
    Tie(figure: "project.actual", section: .project, measure: .actual, isLowerBound: true),
    Tie(figure: "income.total", section: .income, measure: .actual),
  ]

  /// The rule has no settings.
  public init() {}

  /// States what each figure sums up.
  public func forEachRelation(
    of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void
  ) {
    forEachTie(of: submission) { tie, stated in
      guard let sums = submission.ownRows(of: tie.section, tie.measure, kind: tie.kind) else {
        return
      }
      let table: Relation.Form =
        sums.open.isEmpty
        ? .sum(parts: sums.certain) : .between(certain: sums.certain, possible: sums.open)
      let form = tie.isLowerBound ? submission.projectSum(tie.measure, stated) ?? table : table
      body(Relation(stated, form)) {
        var place = submission.place(ofFigure: tie.figure)
        (place.section, place.measure) = (tie.section, tie.measure)
        return place
      }
    }
  }

  /// Adds what each figure sums up, row by row.
  public func addSums(of submission: SubmissionView, to sums: inout PrintedSums) {
    forEachTie(of: submission) { tie, stated in
      if tie.isLowerBound, let form = submission.projectSum(tie.measure, stated) {
        sums.add(Relation(stated, form))
      } else {
        sums.add(stated, of: tie.section, tie.measure, kind: tie.kind)
      }
    }
  }

  private func forEachTie(of submission: SubmissionView, _ body: (Tie, PrintedFigure) -> Void) {
    guard submission.statesFigures else { return }
    for tie in Self.ties {
      guard let stated = submission.figureOrSum(tie.figure), stated.isWorkable,
        stated.addends.isEmpty || submission.leavesKindsOpen(tie.section, tie.measure)
      else { continue }
      body(tie, stated)
    }
  }
}
