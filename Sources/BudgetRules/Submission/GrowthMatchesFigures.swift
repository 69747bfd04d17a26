public import BudgetDomain

/// F030. A stated percentage of change follows from this year's figure and last year's, the
/// latter as stated or as the stated change implies it.
///
/// Severity: error; undetermined where a change is printed too coarsely to tell.
/// Source: 决算说明, growth is on the base of the year before (增减百分比以上年数为基数).
public struct GrowthMatchesFigures: RelationRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "F030", .error, title: "增减百分比与数字不符", english: "stated growth differs from its figures",
    source: "决算说明:增减百分比=(本年数−上年数)÷上年数")

  /// The rule has no settings.
  public init() {}

  /// States the growth of each family that gives the figures for it.
  public func forEachRelation(
    of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void
  ) {
    guard submission.statesFigures else { return }
    for name in FigureFamily.compared {
      let family = FigureFamily(name, in: submission)
      guard let percent = family.percent, let current = family.current else { continue }
      let form: Relation.Form
      if let prior = family.prior {
        form = .growth(current: current, prior: prior)
      } else if let change = family.change {
        form = .growthByChange(current: current, change: change)
      } else {
        continue
      }
      body(Relation(percent, form)) { submission.place(ofFigure: "\(name).change_percent") }
    }
  }

  /// Adds none: a percentage is no sum.
  public func addSums(of submission: SubmissionView, to sums: inout PrintedSums) {}
}
