public import BudgetDomain

/// T020. A printed part is no more than the rows it is part of.
///
/// A subtotal that states a fund or kind which its rows leave open says how much of them is of
/// that fund or kind: an upper bound, not a sum.
/// Severity: error. Source: 部门决算报表, a part of a sum of non-negative amounts.
public struct PartWithinRows: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "T020", .error, title: "其中数大于明细之和", english: "printed part exceeds its rows",
    source: "部门决算报表:其中数不大于合计数")

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly for each part that exceeds its rows; reductions have no such bound.
  public func check(_ submission: SubmissionView, into findings: inout [Anomaly]) {
    for table in submission.tables {
      for measure in Measure.allCases where table.roles[measure].has(.part) {
        let column = TableColumn(submission, table, measure)
        for index in column.indices(of: .part) {
          guard let rows = column.ownRows(under: index, withOpen: true),
            rows.allSatisfy({ $0.number.unscaled >= 0 }), let part = column.figure(at: index)
          else { continue }
          let relation = Relation(part, .between(certain: [], possible: rows))
          guard part.number.unscaled > 0,
            let finding = relation.finding(
              Self.description, at: column.place(of: index), submission: submission.header)
          else { continue }
          findings.append(finding)
        }
      }
    }
  }
}
