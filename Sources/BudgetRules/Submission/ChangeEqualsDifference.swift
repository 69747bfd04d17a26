public import BudgetDomain

/// F020. A stated change is this year's figure minus last year's, all three as stated.
///
/// Severity: error. Source: 决算说明, comparison with the year before (增减额 = 本年数 − 上年数).
public struct ChangeEqualsDifference: RelationRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "F020", .error, title: "增减额不等于本年数减上年数",
    english: "stated change differs from current minus prior", source: "决算说明:增减额=本年数−上年数")

  /// The rule has no settings.
  public init() {}

  /// States the change of each family that gives all three figures.
  public func forEachRelation(
    of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void
  ) {
    guard submission.statesFigures else { return }
    for name in FigureFamily.compared {
      let family = FigureFamily(name, in: submission)
      guard let change = family.change, let current = family.current, let prior = family.prior
      else { continue }
      body(Relation(change, .difference(minuend: current, subtrahend: prior))) {
        submission.place(ofFigure: "\(name).change")
      }
    }
  }
}
