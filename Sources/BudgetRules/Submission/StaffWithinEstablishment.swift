public import BudgetDomain

/// F050. A unit has no more staff than its establishment allows.
///
/// Severity: review: leaders' posts and subordinate bodies may have an establishment of their own.
/// Source: 在职人员控制率 = 在职人数 ÷ 编制数 ≤ 100 % (部门整体支出绩效评价指标体系).
public struct StaffWithinEstablishment: RelationRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "F050", .review, title: "在职人数超过编制数", english: "staff exceeds the establishment",
    source: "部门整体支出绩效评价指标:在职人员控制率不超过100%")

  /// The rule has no settings.
  public init() {}

  /// States the bound where both numbers are given.
  public func forEachRelation(
    of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void
  ) {
    guard let staff = submission.figure("staff.actual"), staff.isWorkable,
      let authorised = submission.figure("staff.authorised"), authorised.isWorkable
    else { return }
    body(Relation(staff, .atMost(whole: authorised))) {
      submission.place(ofFigure: "staff.actual")
    }
  }
}
