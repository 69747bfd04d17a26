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

  /// How much is looked at; nil for as much as suits the rows.
  private let mostSteps: Int?

  /// The rule has no settings.
  public init() { mostSteps = nil }

  init(mostSteps: Int) { self.mostSteps = mostSteps }

  /// Appends an anomaly for each part that exceeds its rows.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    var work = RowWork(submission, mostSteps: mostSteps)
    forEachPart(of: submission) { column, index in
      guard work.allows(column.roles.spread(of: index)), column.mayExceedRows(index),
        work.allows(RowWork.steps(of: index, in: column)),
        let finding = column.partRelation(at: index)?.finding(
          Self.description, at: column.place(of: index), submission: submission.header)
      else { return }
      findings.append(finding)
    }
    if let rest = work.anomaly(Self.description, of: submission) { findings.append(rest) }
  }

  /// States the bound of each part; reductions have no such bound.
  public func forEachRelation(
    of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void
  ) {
    forEachPart(of: submission) { column, index in
      guard let relation = column.partRelation(at: index) else { return }
      body(relation) { column.place(of: index) }
    }
  }

  /// Adds the bound of each part, as long as there is room for more.
  public func addSums(of submission: SubmissionView, to sums: inout PrintedSums) {
    forEachPart(of: submission) { column, index in
      guard sums.isComplete, let relation = column.partRelation(at: index) else { return }
      sums.add(relation)
    }
  }

  /// How many figures the bounds name.
  public func figureCount(of submission: SubmissionView) -> Int {
    submission.figureCount(of: .part)
  }

  private func forEachPart(of submission: SubmissionView, _ body: (TableColumn, Int) -> Void) {
    for table in submission.tables {
      for measure in Measure.allCases where table.roles[measure].hasParts {
        let column = TableColumn(submission, table, measure)
        for index in column.indices(of: .part) { body(column, index) }
      }
    }
  }
}
