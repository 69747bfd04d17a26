public import BudgetDomain

/// F040. A stated share of a subject follows from the subject's actual and the stated total.
///
/// Severity: error. Source: 决算说明, structure of expenditure (占比 = 该科目决算数 ÷ 支出总计).
public struct ShareMatchesFigures: RelationRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "F040", .error, title: "占比与数字不符", english: "stated share differs from its figures",
    source: "决算说明:占比=该科目决算数÷支出总计")

  private static let prefix = "share_percent."

  /// The rule has no settings.
  public init() {}

  /// States each share whose subject has one actual.
  public func forEachRelation(
    of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void
  ) {
    guard submission.statesFigures, let whole = submission.figureOrSum("total.actual"),
      whole.isWorkable
    else { return }
    for name in submission.figureNames where name.text.hasPrefix(Self.prefix) {
      guard let code = SubjectCode(String(name.text.dropFirst(Self.prefix.count))),
        let share = submission.figure(name.text), share.isWorkable,
        let part = submission.singleActual(of: code)
      else { continue }
      body(Relation(share, .share(part: part, whole: whole))) {
        submission.place(ofFigure: name.text)
      }
    }
  }

  /// Adds none: a percentage is no sum.
  public func addSums(of submission: SubmissionView, to sums: inout PrintedSums) {}
}
