public import BudgetDomain

/// F010. A figure stated outside the tables equals the table it speaks of.
///
/// The tables are taken as they count: the rows that are amounts of their own. A project section
/// may name the major projects only, so its sum is a lower bound unless the list closes in both
/// other measures; rows that leave their kind open may or may not belong to a kind. A total that
/// is not stated is its two parts, and is only asked for where the rows do not tell these apart:
/// else each part is judged by itself.
/// Severity: error. Source: 决算说明与决算报表一致 (text against tables).
public struct FigureEqualsSection: RelationRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "F010", .error, title: "文字数与报表数不符", english: "stated figure differs from its table",
    source: "决算说明与决算报表一致")

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
      var relation = Relation(stated, form)
      relation.basis = "\(tie.section.chineseName)各行"
      body(relation) {
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

  private func forEachTie(
    of submission: SubmissionView, _ body: (FigureTie, PrintedFigure) -> Void
  ) {
    guard submission.statesFigures else { return }
    for tie in FigureTie.all {
      guard let stated = submission.figureOrSum(tie.figure), stated.isWorkable,
        stated.addends.isEmpty || submission.leavesKindsOpen(tie.section, tie.measure)
      else { continue }
      body(tie, stated)
    }
  }
}
