public import BudgetDomain

/// T020. A printed part is no more than the rows it is part of.
///
/// A subtotal that states a fund or kind which its rows leave open says how much of them is of
/// that fund or kind: an upper bound, not a sum.
/// Severity: error. Source: 部门决算报表, a part of a sum of non-negative amounts.
public struct PartWithinRows: RelationRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "T020", .error, title: "其中数大于明细之和", english: "printed part exceeds its rows",
    source: "部门决算报表:其中数不大于合计数")

  /// The rule has no settings.
  public init() {}

  /// States the bound of each part; reductions have no such bound.
  public func forEachRelation(
    of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void
  ) {
    for table in submission.tables {
      for measure in Measure.allCases where table.roles[measure].hasParts {
        let column = TableColumn(submission, table, measure)
        for index in column.indices(of: .part) {
          guard let rows = column.ownRows(under: index, withOpen: true),
            rows.allSatisfy({ $0.number.unscaled >= 0 }), let part = column.figure(at: index),
            part.number.unscaled > 0
          else { continue }
          body(Relation(part, .between(certain: [], possible: rows))) { column.place(of: index) }
        }
      }
    }
  }
}
