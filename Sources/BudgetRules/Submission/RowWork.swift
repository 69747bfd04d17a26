import BudgetDomain

/// How much may be looked at to judge the printed totals and parts of one submission.
///
/// Ordinary books print a handful of totals above each row. A total that was exported with each of
/// its rows, or codes that all begin with each other, make as many pairs as the rows have squares:
/// what is beyond the bounds is not judged, which is said.
struct RowWork {
  /// Passing a row takes a step; a figure of a relation, with its label and interval, more.
  static let stepsOfFigure = 100
  private static let stepsAtLeast = 100_000_000
  private static let stepsOfLine = 1_000

  private var left: Int
  /// How many totals or parts were too much.
  private(set) var unjudged = 0

  /// - Parameter mostSteps: How much may be looked at; nil for as much as suits the rows.
  init(_ submission: SubmissionView, mostSteps: Int? = nil) {
    left = mostSteps ?? Self.stepsAtLeast + Self.stepsOfLine * submission.lines.count
  }

  /// How much it takes to write down what must hold of a total or part; to count it, its rows are
  /// passed once.
  static func steps(of index: Int, in column: TableColumn) -> Int {
    column.roles.spread(of: index) + column.ownCount(under: index) * stepsOfFigure
  }

  /// Whether so many steps can still be taken; if not, a total or part is not judged.
  mutating func allows(_ steps: Int) -> Bool {
    guard steps <= left else {
      unjudged += 1
      return false
    }
    left -= steps
    return true
  }

  /// What is said of the totals or parts that were not judged; nil where all were.
  func anomaly(_ rule: RuleDescription, of submission: SubmissionView) -> Anomaly? {
    guard unjudged > 0 else { return nil }
    var anomaly = Anomaly(
      rule, severity: .undetermined, at: submission.place,
      message: "合计行、其中数行与其下明细行过多,尚有 \(unjudged) 行没有核对。")
    anomaly.submissionID = submission.header.id
    anomaly.suggestion = "请核对合计是否随每一明细行重复导出,更正后重新报送。"
    return anomaly
  }
}
