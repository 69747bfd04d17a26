public import BudgetDomain

/// T050. The named projects are no more than the printed total of the project spending, and equal
/// to it where the list is complete.
///
/// A report may name its major projects only. A list that closes in both other measures names all
/// of them: what is missing from it would have neither budget nor spending there.
/// Severity: error. Source: 部门决算报表, 项目收入支出决算表 with 支出决算明细表 (项目支出).
public struct ProjectsWithinSpending: RelationRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "T050", .error, title: "项目明细与项目支出合计不符",
    english: "named projects differ from the project spending", source: "部门决算报表:项目收入支出决算表与项目支出")

  /// The rule has no settings.
  public init() {}

  /// States the bound, or the sum, for each measure of the printed total.
  public func forEachRelation(
    of submission: SubmissionView, _ body: (Relation, () -> Place) -> Void
  ) {
    guard submission.tables.contains(where: { $0.section == .project && $0.isMoney }) else {
      return
    }
    for table in submission.tables where table.section == .functional && table.isMoney {
      for measure in Measure.allCases where table.roles[measure].hasTotals {
        let column = TableColumn(submission, table, measure)
        for index in column.indices(of: .total) {
          let line = column.line(at: index)
          guard line.code == .all, line.kind == .project, line.fund == .unstated,
            line.unknown.isEmpty, let total = column.figure(at: index),
            let form = submission.projectSum(measure, total)
          else { continue }
          body(Relation(total, form)) { column.place(of: index) }
        }
      }
    }
  }
}

extension SubmissionView {
  /// How the named projects stand to a total of the project spending; nil where none states the
  /// measure, or one cannot be read.
  func projectSum(_ measure: Measure, _ total: PrintedFigure) -> Relation.Form? {
    guard let rows = ownRows(of: .project, measure, kind: .unstated)?.certain else { return nil }
    let named = rows.reduce(Int128(0)) { $0 + $1.value.numerator }
    let isComplete =
      total.isWorkable && total.value.numerator == named || namesEveryProject(besides: measure)
    return isComplete ? .sum(parts: rows) : .between(certain: rows, possible: nil)
  }

  /// Whether the actual amounts of its projects have to make the stated project spending.
  var isHeldToItsProjects: Bool {
    figure("project.actual") != nil && namesEveryProject(besides: .actual)
  }

  /// Whether the project section closes in both other measures, so that it names all projects.
  func namesEveryProject(besides measure: Measure) -> Bool {
    Measure.allCases.allSatisfy { $0 == measure || namesEveryProject(in: $0) }
  }

  private func namesEveryProject(in measure: Measure) -> Bool {
    guard let named = ownRows(of: .project, measure, kind: .unstated)?.certain,
      let rows = ownRows(of: .functional, measure, kind: .project), rows.open.isEmpty,
      let first = rows.certain.first
    else { return false }
    let whole = rows.certain.dropFirst().reduce(first) { $0 + $1 }
    return Relation(whole, .sum(parts: named)).evaluate()?.verdict == .held
  }
}
